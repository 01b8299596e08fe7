import { renderReport } from '../../cli/groups/report/render-report.ts';
import { newGroup } from '../../operations/groups/change.ts';
import { createReportCounter } from '../../operations/groups/report.ts';
import { SIMULATED_AT, SIMULATED_GROUP, simulateMigration } from './simulate-migration.ts';

/** Renders the report of the simulated migration. */
export const simulatedReport = (): string => {
  const counter = createReportCounter();
  for (const member of simulateMigration()) counter.add(member);
  const { group, openedAt } = SIMULATED_GROUP;
  const row = { ...newGroup(group, openedAt), expected: 40_000 };
  return renderReport(counter.result(row, SIMULATED_AT), {
    accountId: '123456789012',
    region: 'eu-west-1',
    howToList: `glacier-jobs jobs list --group ${group} --status Failed Expired`,
  });
};
