import { Duration } from 'aws-cdk-lib';
import { Color, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../own-metrics.ts';
import type { ServiceParts } from '../service-parts.ts';
import { graph, inUnits } from './graph.ts';

const FIVE_MINUTES = Duration.minutes(5);

/** Pending retries, the lag of queues and stream, and failing endpoints. */
export const waitingRow = (
  own: OwnMetrics,
  { sender, poller, fanOut }: ServiceParts,
): IWidget[] => [
  graph({
    title: 'Pending deliveries',
    lines: [
      own.of('redeliver', 'DeliveryWaiting', {
        statistic: Stats.MAXIMUM,
        label: 'parked',
        color: Color.GREY,
      }),
      sender.deliveryQueue.metricApproximateNumberOfMessagesNotVisible({
        ...maximum('in flight or deferred'),
        color: Color.ORANGE,
      }),
      sender.deliveryQueue.metricApproximateNumberOfMessagesVisible({
        ...maximum('due'),
        color: Color.BLUE,
      }),
      own.of('redeliver', 'DeliveryRedelivered', { label: 'requeued', color: Color.GREEN }),
      own.of('redeliver', 'DeliveryUnreadable', { label: 'damaged rows', color: Color.RED }),
    ],
  }),
  graph({
    title: 'Age of the oldest message or record (seconds)',
    lines: [
      inUnits(fanOut.fn.metric('IteratorAge', maximum('stream')), 'seconds'),
      sender.deliveryQueue.metricApproximateAgeOfOldestMessage(maximum('DeliveryQueue')),
      poller.pollQueue.metricApproximateAgeOfOldestMessage(maximum('PollQueue')),
    ],
    unit: 'seconds',
  }),
  graph({
    title: 'Unhealthy endpoints',
    lines: [
      own.of('sender', 'EndpointSuspect', { label: 'slow', color: Color.ORANGE }),
      own.of('sender', 'EndpointDisabled', { label: 'disabled', color: Color.RED }),
      own.of('fan-out', 'EndpointUnreadable', { label: 'damaged rows', color: Color.PURPLE }),
      own.of('redeliver', 'EndpointUnreadable', { label: 'damaged state', color: Color.BROWN }),
    ],
  }),
];

const maximum = (label: string) => ({ statistic: Stats.MAXIMUM, period: FIVE_MINUTES, label });
