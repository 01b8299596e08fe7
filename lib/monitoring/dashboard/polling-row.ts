import { Color, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../own-metrics.ts';
import { graph } from './graph.ts';

/** Requests, results and failures of the poller. */
export const pollingRow = (own: OwnMetrics): IWidget[] => [
  graph({
    title: 'Requests to Glacier',
    lines: [
      own.of('poller', 'JobPolled', { label: 'DescribeJob, one job', color: Color.BLUE }),
      own.of('poller', 'ListPage', { label: 'ListJobs, due jobs', color: Color.PURPLE }),
      own.of('poller', 'SweptPage', { label: 'ListJobs, sweep', color: Color.GREY }),
    ],
    stacked: true,
  }),
  graph({
    title: 'Results',
    lines: [
      own.of('poller', 'TransitionFound', { label: 'transitions', color: Color.GREEN }),
      own.of('poller', 'JobAdopted', { label: 'unannounced jobs', color: Color.BLUE }),
      own.of('poller', 'ReminderRecorded', { label: 'expiring outputs', color: Color.ORANGE }),
      own.of('poller', 'Overdue', {
        statistic: Stats.MAXIMUM,
        label: 'overdue jobs',
        color: Color.RED,
      }),
    ],
  }),
  graph({
    title: 'Failures',
    lines: [
      own.of('poller', 'PollFailed', { label: 'polls failed', color: Color.RED }),
      own.of('poller', 'WindowFailed', { label: 'queries failed', color: Color.BROWN }),
      own.of('poller', 'VaultListCut', { label: 'vault lists truncated', color: Color.PINK }),
      own.of('poller', 'PollRequeued', { label: 'out of time, requeued', color: Color.GREY }),
      own.of('poller', 'PollGivenUp', { label: 'left to the next poll', color: Color.ORANGE }),
      own.of('poller', 'GlacierUnsupported', { label: 'account not served', color: Color.PURPLE }),
    ],
  }),
  // One graph each: CloudWatch rejects a second Metrics Insights query in a request.
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
