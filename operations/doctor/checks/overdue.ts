import { selfCommand } from '../../shell-command.ts';
import type { DoctorFacts } from '../facts.ts';
import { type StepResult, toResult } from '../finding.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'overdue'>;

/** Reports jobs that have been pending longer than their tier should take. */
export const checkOverdue = ({ overdue, scope }: Facts): StepResult => {
  if (overdue.kind === 'unchecked') return overdue;
  const findings = overdue.value
    .filter(({ jobs }) => jobs > 0)
    .map(({ statusKey, jobs }) => ({
      severity: 'warning' as const,
      problem: `${jobs} pending ${statusKey.replace('InProgress#', '')} jobs are overdue: either Glacier is late or the poller does not poll them.`,
      fix: selfCommand(['jobs', 'list', '--status', 'InProgress'], scope),
    }));
  return toResult(findings, 'no overdue jobs');
};
