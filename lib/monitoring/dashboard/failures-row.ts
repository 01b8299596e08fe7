import { Duration } from 'aws-cdk-lib';
import { Color, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type Failure, failureQueuesOf, functionsOf, type ServiceParts } from '../service-parts.ts';
import { graph, logTable } from './graph.ts';

/** Messages in the failure queues, and warnings and errors of the functions. */
export const failuresRow = (parts: ServiceParts): IWidget[] => [
  graph({
    title: 'Messages in the failure queues',
    lines: [...failureQueuesOf(parts)].map(([failure, queue]) =>
      queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
        label: queue.node.id,
        color: COLORS[failure],
      }),
    ),
    width: 8,
  }),
  logTable(functionsOf(parts).values(), {
    title: 'Warnings and errors in the logs',
    queryLines: [
      'filter level in ["WARN", "ERROR"]',
      'stats count(*) as times, latest(@timestamp) as last, latest(error.message) as lastError by level, message, service',
      'sort level asc, times desc',
      'limit 100',
    ],
    width: 16,
  }),
];

const COLORS: Readonly<Record<Failure, string>> = {
  DeadLetters: Color.RED,
  FailedChecks: Color.PINK,
  FailedEvents: Color.ORANGE,
  FailedNotices: Color.PURPLE,
  FailedPolls: Color.BLUE,
  FailedRuns: Color.GREY,
  FailedTracks: Color.BROWN,
};
