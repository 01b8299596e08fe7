import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmContext } from '../alarm-context.ts';

const HOUR = Duration.hours(1);

/** Adds the alarms for webhooks. */
export const addDeliveryAlarms = ({ add, parts, own, settings }: AlarmContext): void => {
  add('EndpointDisabled', {
    metric: own.of('sender', 'EndpointDisabled', { period: HOUR }),
    threshold: 1,
    isHappening: true,
    impact: 'An endpoint was disabled. It receives no events until an operator enables it.',
    severity: 'critical',
    runbook: 'delivery.md#endpoint-disabled',
  });
  add('EndpointUnreadable', {
    metric: own.byService('EndpointUnreadable', { period: HOUR }),
    threshold: 1,
    isHappening: true,
    impact:
      'An endpoint row is damaged. The endpoint receives no events until the row is repaired.',
    severity: 'critical',
    runbook: 'delivery.md#endpoint-unreadable',
  });
  add('DeliveriesExhausted', {
    metric: own.of('sender', 'DeliveryExhausted', { period: HOUR }),
    threshold: 1,
    isHappening: true,
    impact: 'Every attempt of a delivery failed. Its endpoint did not receive the event.',
    severity: 'critical',
    runbook: 'delivery.md#deliveries-exhausted',
  });
  add('DeliveriesDelayed', {
    metric: parts.sender.deliveryQueue.metricApproximateAgeOfOldestMessage({
      period: Duration.minutes(5),
      statistic: Stats.MAXIMUM,
    }),
    threshold: HOUR.toSeconds() + queueWaitSeconds(settings.retryScheduleSeconds),
    periods: 3,
    impact: 'Deliveries wait in the queue an hour longer than scheduled. Events arrive late.',
    severity: 'warning',
    runbook: 'delivery.md#deliveries-delayed',
  });
};

const LONGEST_QUEUE_WAIT_SECONDS = 900;
/** The jitter of the retry schedule. */
const JITTER = 1.2;

/** The longest that a retry stays in the queue; longer delays are parked. */
const queueWaitSeconds = (retryScheduleSeconds: readonly number[]): number => {
  const waits = retryScheduleSeconds.filter((seconds) => seconds <= LONGEST_QUEUE_WAIT_SECONDS);
  return Math.ceil(JITTER * waits.reduce((sum, seconds) => sum + seconds, 0));
};
