import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  type IAlarm,
  type IWidget,
  TextWidget,
  TextWidgetBackground,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { consoleHost } from './console-host.ts';
import { completionsRow } from './dashboard/completions-row.ts';
import { deliveriesRow } from './dashboard/deliveries-row.ts';
import { failuresRow } from './dashboard/failures-row.ts';
import { functionsRow } from './dashboard/functions-row.ts';
import { groupsRow } from './dashboard/groups-row.ts';
import { jobsRow } from './dashboard/jobs-row.ts';
import { pollingRow } from './dashboard/polling-row.ts';
import { waitingRow } from './dashboard/waiting-row.ts';
import { createOwnMetrics } from './own-metrics.ts';
import type { ServiceParts } from './service-parts.ts';

const HOW_TO_READ = `# Jobs of Amazon Glacier vaults
**Read from top to bottom.** If all alarms are green, no action is needed. If one is red, open it: its description states the severity, the impact and the section of \`docs/runbook.md\` with the remedy. Each row below answers one question. Counts are sums over 15 minutes; a missing line had no data.`;

/** Explains how to read the dashboard. */
const howToRead = (): TextWidget => new TextWidget({ markdown: HOW_TO_READ, width: 24, height: 3 });

/** The question that the row below answers. */
const heading = (question: string): TextWidget =>
  new TextWidget({
    markdown: `## ${question}`,
    width: 24,
    height: 1,
    background: TextWidgetBackground.TRANSPARENT,
  });

/** The props of the dashboard. */
export interface ServiceDashboardProps {
  /** The monitored parts. */
  readonly parts: ServiceParts;
  /** The alarms whose states it shows first. */
  readonly alarms: readonly IAlarm[];
}

/** The dashboard of a service, with one row per question of an operator. */
export class ServiceDashboard extends Construct {
  /** Its URL, in the console of the partition. */
  readonly url: string;

  constructor(scope: Construct, id: string, { parts, alarms }: ServiceDashboardProps) {
    super(scope, id);
    const own = createOwnMetrics(this);
    const dashboard = new Dashboard(this, 'Dashboard', {
      // Long enough to see a bulk retrieval from start to end.
      defaultInterval: Duration.days(1),
      widgets: [
        [howToRead()],
        ...(alarms.length === 0 ? [] : [[statesOf(alarms)]]),
        ...section('What is the status of the jobs?', jobsRow(own)),
        ...section('How and how soon are completions detected?', completionsRow(own, parts)),
        ...section('Are groups complete?', groupsRow(own)),
        ...section('What does the poller do?', pollingRow(own)),
        ...section('Do endpoints get their events?', deliveriesRow(own, parts)),
        ...section('What waits, and for how long?', waitingRow(own, parts)),
        ...section('What has failed permanently?', failuresRow(parts)),
        ...section('Are the functions healthy?', functionsRow(parts, own)),
      ],
    });
    this.url = `https://${consoleHost(this)}/cloudwatch/home?region=${dashboard.env.region}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

const statesOf = (alarms: readonly IAlarm[]): IWidget =>
  new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 });

const section = (question: string, row: readonly IWidget[]): IWidget[][] => [
  [heading(question)],
  [...row],
];
