import { selfCommand } from './command-line.ts';
import type { DoctorFacts } from './facts.ts';
import { type StepResult, toResult } from './finding.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'overdue'>;

/** Says which jobs have been pending for longer than their tier plausibly takes. */
export const checkOverdue = ({ overdue, scope }: Facts): StepResult => {
  if (overdue.kind === 'unchecked') return overdue;
  const findings = overdue.value
    .filter(({ jobs }) => jobs > 0)
    .map(({ statusKey, jobs }) => ({
      severity: 'warning' as const,
      problem: `${jobs} pending ${statusKey.replace('InProgress#', '')} jobs take longer than they should: Glacier is late, or nobody looks at them.`,
      fix: selfCommand(['jobs', 'list', '--status', 'InProgress'], scope),
    }));
  return toResult(findings, 'no pending job takes longer than it should');
};
