import { Duration } from 'aws-cdk-lib';
import { Color, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../own-metrics.ts';
import type { ServiceParts } from '../service-parts.ts';
import { graph, inUnits } from './graph.ts';

const FIVE_MINUTES = Duration.minutes(5);

/** Retries that wait, how far behind queues and stream are, and endpoints in trouble. */
export const waitingRow = (
  own: OwnMetrics,
  { sender, poller, fanOut }: ServiceParts,
): IWidget[] => [
  graph({
    title: 'Deliveries that wait',
    lines: [
      own.of('redeliver', 'DeliveryWaiting', {
        statistic: Stats.MAXIMUM,
        label: 'parked in the table',
        color: Color.GREY,
      }),
      sender.deliveryQueue.metricApproximateNumberOfMessagesNotVisible({
        ...maximum('under way, or put off for minutes'),
        color: Color.ORANGE,
      }),
      sender.deliveryQueue.metricApproximateNumberOfMessagesVisible({
        ...maximum('due, in the queue'),
        color: Color.BLUE,
      }),
      own.of('redeliver', 'DeliveryRedelivered', { label: 'sent again', color: Color.GREEN }),
      own.of('redeliver', 'DeliveryUnreadable', { label: 'damaged rows', color: Color.RED }),
    ],
  }),
  graph({
    title: 'Age of what waits longest, in seconds',
    lines: [
      inUnits(fanOut.fn.metric('IteratorAge', maximum('stream')), 'seconds'),
      sender.deliveryQueue.metricApproximateAgeOfOldestMessage(maximum('DeliveryQueue')),
      poller.pollQueue.metricApproximateAgeOfOldestMessage(maximum('PollQueue')),
    ],
    unit: 'seconds',
  }),
  graph({
    title: 'Endpoints in trouble',
    lines: [
      own.of('sender', 'EndpointSuspect', { label: 'slower than usual', color: Color.ORANGE }),
      own.of('sender', 'EndpointDisabled', { label: 'disabled', color: Color.RED }),
      own.of('fan-out', 'EndpointUnreadable', { label: 'damaged rows', color: Color.PURPLE }),
      own.of('redeliver', 'EndpointUnreadable', { label: 'damaged state', color: Color.BROWN }),
    ],
  }),
];

const maximum = (label: string) => ({ statistic: Stats.MAXIMUM, period: FIVE_MINUTES, label });
