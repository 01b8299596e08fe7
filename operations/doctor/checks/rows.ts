import { awsCommand } from '../../shell-command.ts';
import type { DoctorFacts } from '../facts.ts';
import { type StepResult, toResult } from '../finding.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'damaged'>;

/** Reports the rows that the other steps skip because this version cannot read them. */
export const checkRows = ({ damaged, scope }: Facts): StepResult => {
  const findings = damaged.map(({ tableName, key, reason }) => ({
    severity: 'critical' as const,
    problem: reason,
    fix: awsCommand(
      'dynamodb',
      ['get-item', '--table-name', tableName, '--key', JSON.stringify(key)],
      scope,
    ),
  }));
  return toResult(findings, 'all rows read are intact');
};
