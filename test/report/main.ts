// Draws docs/groups-report.png, a report of a simulated migration of 40,000 jobs, with the Chromium at the path
// that `npm run picture:report` hands over.
import { join } from 'node:path';
import { runChromium } from './chromium.ts';
import { simulatedReport } from './simulated-report.ts';

const [, , browser = ''] = process.argv;
const path = join(import.meta.dirname, '../../docs/groups-report.png');
runChromium(browser, simulatedReport(), ['--window-size=1120,1180', `--screenshot=${path}`]);
