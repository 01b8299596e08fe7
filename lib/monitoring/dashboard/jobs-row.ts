import { Color, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../own-metrics.ts';
import { graph, inUnits } from './graph.ts';

/** After how many hours pending jobs are overdue; the poller decides, and counts them. */
const OVERDUE_HOURS = [
  { value: 0.5, label: 'overdue: Expedited', color: Color.PURPLE },
  { value: 12, label: 'overdue: Standard, inventory', color: Color.BLUE },
  { value: 24, label: 'overdue: Bulk', color: Color.ORANGE },
];

/** Jobs by status over time, and what is pending, by tier and age. */
export const jobsRow = (own: OwnMetrics): IWidget[] => [
  graph({
    title: 'Jobs by the status that they reached',
    lines: [
      own.of('fan-out', 'JobInProgress', { label: 'InProgress', color: Color.BLUE }),
      own.of('fan-out', 'JobSucceeded', { label: 'Succeeded', color: Color.GREEN }),
      own.of('fan-out', 'JobCollected', { label: 'Collected', color: Color.GREY }),
      own.of('fan-out', 'JobExpiring', { label: 'Expiring', color: Color.ORANGE }),
      own.of('fan-out', 'JobExpired', { label: 'Expired', color: Color.BROWN }),
      own.of('fan-out', 'JobFailed', { label: 'Failed', color: Color.RED }),
    ],
    stacked: true,
  }),
  graph({ title: 'Pending jobs by tier', lines: pendingJobs(own), stacked: true }),
  graph({
    title: 'Age of the oldest pending job by tier, in hours',
    lines: oldestJobs(own),
    unit: 'hours',
    leftAnnotations: OVERDUE_HOURS,
  }),
];

// Counted once in a period: its maximum is the count.
const pendingJobs = (own: OwnMetrics) => {
  const statistic = Stats.MAXIMUM;
  return [
    own.of('poller', 'PendingExpedited', { statistic, label: 'Expedited', color: Color.PURPLE }),
    own.of('poller', 'PendingStandard', { statistic, label: 'Standard', color: Color.BLUE }),
    own.of('poller', 'PendingBulk', { statistic, label: 'Bulk', color: Color.ORANGE }),
    own.of('poller', 'PendingInventory', { statistic, label: 'Inventory', color: Color.GREEN }),
  ];
};

const oldestJobs = (own: OwnMetrics) => {
  const statistic = Stats.MAXIMUM;
  return [
    own.of('poller', 'OldestExpedited', { statistic, label: 'Expedited', color: Color.PURPLE }),
    own.of('poller', 'OldestStandard', { statistic, label: 'Standard', color: Color.BLUE }),
    own.of('poller', 'OldestBulk', { statistic, label: 'Bulk', color: Color.ORANGE }),
    own.of('poller', 'OldestInventory', { statistic, label: 'Inventory', color: Color.GREEN }),
  ].map((age) => inUnits(age, 'hours'));
};
