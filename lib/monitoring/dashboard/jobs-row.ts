import { Color, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../own-metrics.ts';
import { graph, inUnits } from './graph.ts';

/** The hours after which pending jobs are overdue; the poller decides and counts them. */
const OVERDUE_HOURS = [
  { value: 0.5, label: 'overdue: Expedited', color: Color.PURPLE },
  { value: 12, label: 'overdue: Standard, inventory', color: Color.BLUE },
  { value: 24, label: 'overdue: Bulk', color: Color.ORANGE },
];

/** Jobs by status over time, and pending jobs by tier and age. */
export const jobsRow = (own: OwnMetrics): IWidget[] => [
  graph({
    title: 'Transitions by status',
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
  graph({ title: 'Pending jobs by tier', lines: byTier(own, 'Pending'), stacked: true }),
  graph({
    title: 'Age of the oldest pending job by tier (hours)',
    lines: byTier(own, 'Oldest').map((age) => inUnits(age, 'hours')),
    unit: 'hours',
    leftAnnotations: OVERDUE_HOURS,
  }),
];

const TIERS = [
  ['Expedited', Color.PURPLE],
  ['Standard', Color.BLUE],
  ['Bulk', Color.ORANGE],
  ['Inventory', Color.GREEN],
] as const;

// Counted once per period: its maximum is the count.
const byTier = (own: OwnMetrics, what: 'Pending' | 'Oldest') =>
  TIERS.map(([label, color]) =>
    own.of('poller', `${what}${label}`, { statistic: Stats.MAXIMUM, label, color }),
  );
