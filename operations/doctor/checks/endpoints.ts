import { selfCommand } from '../../shell-command.ts';
import type { DoctorFacts, EndpointFacts } from '../facts.ts';
import { type Finding, type StepResult, toResult } from '../finding.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'endpoints'>;

/** Reports disabled and failing endpoints, and their parked deliveries. */
export const checkEndpoints = ({ endpoints, scope }: Facts): StepResult => {
  if (endpoints.kind === 'unchecked') return endpoints;
  const findings = endpoints.value.flatMap((one) => judge(one, scope));
  return toResult(findings, `no failing endpoints (${endpoints.value.length} registered)`);
};

const judge = ({ endpoint, parked }: EndpointFacts, scope: Facts['scope']): Finding[] => {
  const { endpointId, urlHost = 'unknown host', state, disabledReason, failingSince } = endpoint;
  const name = `The endpoint ${endpointId} (${urlHost})`;
  if (state === 'disabled') {
    const because = disabledReason === undefined ? '' : `: ${disabledReason}`;
    return [
      {
        severity: 'warning',
        problem: `${name} is disabled and receives no events${because}.`,
        fix: selfCommand(['endpoints', 'enable', endpointId], scope),
      },
    ];
  }
  if (failingSince === undefined && parked === 0) return [];
  const since = failingSince === undefined ? '' : ` has been failing since ${failingSince} and`;
  const count = parked >= 100 ? 'at least 100' : String(parked);
  return [
    {
      severity: 'warning',
      problem: `${name}${since} has ${count} deliveries parked until it recovers.`,
      fix: selfCommand(['endpoints', 'test', endpointId], scope),
    },
  ];
};
