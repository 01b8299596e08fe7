// Prints the report of a simulated migration of 40,000 jobs; `npm run picture:report` has Chromium draw it.
import { renderReport } from '../../../cli/groups/report/render-report.ts';
import { newGroup } from '../../../operations/groups/change.ts';
import { createReportCounter } from '../../../operations/groups/report.ts';
import { SIMULATED, simulateMember } from './simulate-migration.ts';

const { group, openedAt, at, expected } = SIMULATED;
const counter = createReportCounter();
// Some are not recorded yet.
for (let number = 0; number < expected - 400; number += 1) counter.add(simulateMember(number));
const report = counter.result({ ...newGroup(group, openedAt), expected }, at);
process.stdout.write(renderReport(report, { accountId: '123456789012', region: 'eu-west-1' }));
