import { Color, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../own-metrics.ts';
import { graph } from './graph.ts';

/** What the poller asks, what it finds, and what stands in its way. */
export const pollingRow = (own: OwnMetrics): IWidget[] => [
  graph({
    title: 'Questions to Glacier',
    lines: [
      own.of('poller', 'Look', { label: 'DescribeJob, one job', color: Color.BLUE }),
      own.of('poller', 'ListPage', { label: 'ListJobs, due jobs', color: Color.PURPLE }),
      own.of('poller', 'SweptPage', { label: 'ListJobs, sweep', color: Color.GREY }),
    ],
    stacked: true,
  }),
  graph({
    title: 'What it found',
    lines: [
      own.of('poller', 'FoundByLook', { label: 'news', color: Color.GREEN }),
      own.of('poller', 'JobAdopted', { label: 'jobs that nobody announced', color: Color.BLUE }),
      own.of('poller', 'ReminderRecorded', { label: 'expiring outputs', color: Color.ORANGE }),
      own.of('poller', 'Overdue', {
        statistic: Stats.MAXIMUM,
        label: 'overdue jobs',
        color: Color.RED,
      }),
    ],
  }),
  graph({
    title: 'What stood in its way',
    lines: [
      own.of('poller', 'LookFailed', { label: 'looks failed', color: Color.RED }),
      own.of('poller', 'WindowFailed', { label: 'queries failed', color: Color.BROWN }),
      own.of('poller', 'VaultListCut', { label: 'vault lists cut short', color: Color.PINK }),
      own.of('poller', 'PollHandedOn', { label: 'out of time, handed on', color: Color.GREY }),
      own.of('poller', 'PollGivenUp', { label: 'left to later looks', color: Color.ORANGE }),
      own.of('poller', 'GlacierUnsupported', { label: 'not served', color: Color.PURPLE }),
    ],
  }),
  // One graph each: CloudWatch refuses a second Metrics Insights query in a request.
  graph({
    title: 'Denied, by vault',
    lines: [own.byVault('PollDenied', { label: 'denied:' })],
    width: 12,
  }),
  graph({
    title: 'Missing vaults',
    lines: [own.byVault('VaultMissing', { label: 'missing:' })],
    width: 12,
  }),
];
