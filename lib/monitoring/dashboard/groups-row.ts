import { Color, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../own-metrics.ts';
import { graph } from './graph.ts';

/** Recorded changes of groups, and the checks that find them. */
export const groupsRow = (own: OwnMetrics): IWidget[] => [
  graph({
    title: 'Changes of groups',
    lines: [
      own.of('group-monitor', 'GroupCompleted', { label: 'completed', color: Color.GREEN }),
      own.of('group-monitor', 'GroupReopened', { label: 'reopened', color: Color.BLUE }),
      own.of('group-monitor', 'GroupExpiring', { label: 'expiring', color: Color.ORANGE }),
      own.of('group-monitor', 'GroupOverdue', { label: 'overdue', color: Color.RED }),
    ],
    width: 12,
  }),
  graph({
    title: 'Checks of groups',
    lines: [
      own.of('group-monitor', 'GroupChecked', { label: 'checks', color: Color.GREEN }),
      own.of('group-monitor', 'GroupContended', { label: 'overtaken', color: Color.GREY }),
      own.of('group-monitor', 'GroupCountCut', { label: 'out of time', color: Color.ORANGE }),
      own.of('group-monitor', 'MemberRepaired', { label: 'repaired members', color: Color.BLUE }),
      own.of('group-monitor', 'GroupCheckFailed', { label: 'failed', color: Color.RED }),
      own.of('group-monitor', 'GroupUnreadable', { label: 'damaged rows', color: Color.PURPLE }),
      own.of('fan-out', 'GroupNoteFailed', { label: 'not opened', color: Color.BROWN }),
    ],
    width: 12,
  }),
];
