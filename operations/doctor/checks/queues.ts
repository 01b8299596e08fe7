import { selfCommand } from '../../shell-command.ts';
import type { DoctorFacts, QueueFacts } from '../facts.ts';
import { type Finding, type StepResult, toResult } from '../finding.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'queues'>;

const LISTED_BY: Readonly<Record<string, { readonly what: string; readonly command: string }>> = {
  FailedNoticesQueue: { what: 'notices that could not be recorded', command: 'notices' },
  FailedEventsQueue: { what: 'events that could not be published', command: 'events' },
  DeliveryDeadLetterQueue: {
    what: 'deliveries that the sender could not process',
    command: 'deliveries',
  },
};

/** Checks whether the failure queues are empty. */
export const checkQueues = ({ queues, scope }: Facts): StepResult => {
  if (queues.kind === 'unchecked') return queues;
  const findings = queues.value
    .filter(({ messages }) => messages > 0)
    .map((queue) => describe(queue, scope));
  return toResult(findings, `all failure queues are empty (${queues.value.length})`);
};

const describe = ({ name, messages, isUnusable }: QueueFacts, scope: Facts['scope']): Finding => {
  const { what = 'messages', command = 'notices' } = LISTED_BY[name] ?? {};
  return {
    severity: 'critical',
    problem: `${name} contains ${messages} ${what}. SQS deletes each one after 14 days.${isUnusable ? ' They cannot be redriven.' : ''}`,
    fix: selfCommand(
      [command, ...(isUnusable ? ['discard', '--all-unusable'] : ['redrive'])],
      scope,
    ),
  };
};
