import { Duration } from 'aws-cdk-lib';
import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { NodeFunction } from '../../functions/runtime/node-function.ts';
import type { OwnMetrics } from '../own-metrics.ts';
import { functionsOf, type ServiceParts } from '../service-parts.ts';
import { graph } from './graph.ts';

const FIVE_MINUTES = Duration.minutes(5);

/** Errors, duration and load of every function. */
export const functionsRow = (parts: ServiceParts, own: OwnMetrics): IWidget[] => {
  const each = <Line>(line: (fn: NodeFunction, label: string) => Line): Line[] =>
    [...functionsOf(parts)].map(([name, fn]) => line(fn, name));
  const period = FIVE_MINUTES;
  return [
    graph({
      title: 'Errors, throttles and blocked events',
      lines: [
        ...each((fn, name) => fn.metricErrors({ period, label: `${name} failed` })),
        ...each((fn, name) => fn.metricThrottles({ period, label: `${name} throttled` })),
        own.of('fan-out', 'EventFailed', { period, label: 'blocked events' }),
      ],
    }),
    graph({
      title: 'Duration, p95 (milliseconds)',
      lines: each((fn, label) => fn.metricDuration({ period, statistic: 'p95', label })),
      unit: 'milliseconds',
    }),
    graph({
      title: 'Runs',
      lines: each((fn, label) => fn.metricInvocations({ period, label })),
    }),
  ];
};
