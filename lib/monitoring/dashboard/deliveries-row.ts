import { Color, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../own-metrics.ts';
import type { ServiceParts } from '../service-parts.ts';
import { graph, inUnits, logTable } from './graph.ts';

/** Deliveries by outcome and by endpoint, and response times. */
export const deliveriesRow = (own: OwnMetrics, parts: ServiceParts): IWidget[] => [
  graph({
    title: 'Attempts and deliveries by outcome',
    lines: [
      own.of('sender', 'DeliverySucceeded', { label: 'accepted', color: Color.GREEN }),
      own.of('sender', 'DeliveryFailed', { label: 'failed attempts', color: Color.ORANGE }),
      own.of('sender', 'DeliveryParked', { label: 'parked: endpoint failing', color: Color.GREY }),
      own.of('sender', 'DeliveryDeferred', {
        label: 'deferred: internal error',
        color: Color.PURPLE,
      }),
      own.of('sender', 'DeliveryDropped', { label: 'dropped: disabled', color: Color.BROWN }),
      own.of('redeliver', 'DeliveryDropped', { label: 'dropped while parked', color: Color.PINK }),
      own.of('sender', 'DeliveryExhausted', { label: 'exhausted', color: Color.RED }),
    ],
  }),
  // From the log: as a dimension, each endpoint would be billed as a metric.
  logTable([parts.sender.fn], {
    title: 'Failed attempts by endpoint',
    queryLines: [
      'filter message = "delivery.failed"',
      'stats count(*) as times, latest(statusCode) as lastStatus by endpointId',
      'sort times desc',
      'limit 100',
    ],
    width: 8,
  }),
  graph({
    title: 'Response time of endpoints (seconds)',
    lines: ['p50', 'p95', 'p99'].map((statistic) =>
      inUnits(own.of('sender', 'DeliveryLatency', { statistic, label: statistic }), 'seconds'),
    ),
    unit: 'seconds',
  }),
];
