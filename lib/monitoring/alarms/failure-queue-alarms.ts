import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmContext } from '../alarm-context.ts';
import type { ServiceAlarmProps } from '../service-alarm.ts';
import { type Failure, failureQueuesOf } from '../service-parts.ts';

/** Adds an alarm for every failure queue, which a single message raises. */
export const addFailureQueueAlarms = ({ add, parts }: AlarmContext): void => {
  for (const [failure, queue] of failureQueuesOf(parts)) {
    add(failure, {
      metric: queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
      }),
      threshold: 1,
      ...WHAT_IT_MEANS[failure],
    });
  }
};

const WHAT_IT_MEANS: Readonly<
  Record<Failure, Pick<ServiceAlarmProps, 'impact' | 'severity' | 'runbook'>>
> = {
  DeadLetters: {
    impact: 'The sender repeatedly failed to process a delivery. Its endpoint has not received it.',
    severity: 'critical',
    runbook: 'failure-queues.md#dead-letters',
  },
  FailedChecks: {
    impact: 'A run of group-monitor failed. Groups wait for the next run.',
    severity: 'warning',
    runbook: 'failure-queues.md#failed-checks',
  },
  FailedEvents: {
    impact: 'A transition could not be published. No subscriber was notified.',
    severity: 'critical',
    runbook: 'failure-queues.md#failed-events',
  },
  FailedNotices: {
    impact: 'A notice could not be recorded. The poller detects the completion up to hours later.',
    severity: 'warning',
    runbook: 'failure-queues.md#failed-notices',
  },
  FailedPolls: {
    impact: 'A run of the poller failed. Due jobs wait for their next poll.',
    severity: 'warning',
    runbook: 'failure-queues.md#failed-polls',
  },
  FailedRuns: {
    impact: 'A run of redeliver failed. Due deliveries wait for the next run.',
    severity: 'warning',
    runbook: 'failure-queues.md#failed-runs',
  },
  FailedTracks: {
    impact: 'A started job could not be recorded. A sweep finds it up to hours later.',
    severity: 'warning',
    runbook: 'failure-queues.md#failed-tracks',
  },
};
