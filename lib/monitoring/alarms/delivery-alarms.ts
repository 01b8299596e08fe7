import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmContext } from '../alarm-context.ts';

const HOUR = Duration.hours(1);

/** Adds alarms on webhooks. */
export const addDeliveryAlarms = ({ add, parts, own, settings }: AlarmContext): void => {
  add('EndpointDisabled', {
    metric: own.of('sender', 'EndpointDisabled', { period: HOUR }),
    threshold: 1,
    isHappening: true,
    impact: 'An endpoint was taken out of service; it gets no events until somebody enables it.',
    severity: 'critical',
    runbook: 'delivery.md#endpoint-disabled',
  });
  add('EndpointUnreadable', {
    metric: own.byService('EndpointUnreadable', { period: HOUR }),
    threshold: 1,
    isHappening: true,
    impact: 'The row of an endpoint is damaged; the endpoint gets no events until it is repaired.',
    severity: 'critical',
    runbook: 'delivery.md#endpoint-unreadable',
  });
  add('DeliveriesExhausted', {
    metric: own.of('sender', 'DeliveryExhausted', { period: HOUR }),
    threshold: 1,
    isHappening: true,
    impact: 'Every attempt of a delivery failed; its endpoint never got the event.',
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
    impact: 'Deliveries wait in the queue for an hour longer than meant; events come late.',
    severity: 'warning',
    runbook: 'delivery.md#deliveries-delayed',
  });
};

const LONGEST_QUEUE_WAIT_SECONDS = 900;
/** The waits of the schedule are varied by a fifth. */
const JITTER = 1.2;

/** For how long at most retries keep a message in the queue on purpose; longer waits are parked. */
const queueWaitSeconds = (retryScheduleSeconds: readonly number[]): number => {
  const waits = retryScheduleSeconds.filter((seconds) => seconds <= LONGEST_QUEUE_WAIT_SECONDS);
  return Math.ceil(JITTER * waits.reduce((sum, seconds) => sum + seconds, 0));
};
