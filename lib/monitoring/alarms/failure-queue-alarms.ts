import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmContext } from '../alarm-context.ts';
import type { ServiceAlarmProps } from '../service-alarm.ts';
import { type Failure, failureQueuesOf } from '../service-parts.ts';

/** Adds alarms on every queue that keeps what failed: a single message is one too many. */
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
    impact: 'The sender failed at a delivery again and again; its endpoint has not got the event.',
    severity: 'critical',
    runbook: 'failure-queues.md#dead-letters',
  },
  FailedEvents: {
    impact: 'A transition could not be announced; no subscriber knows of it.',
    severity: 'critical',
    runbook: 'failure-queues.md#failed-events',
  },
  FailedNotices: {
    impact: 'A notice could not be recorded; the poller finds the job, up to hours later.',
    severity: 'warning',
    runbook: 'failure-queues.md#failed-notices',
  },
  FailedPolls: {
    impact: 'A run of the poller failed; jobs that were due wait for their next look.',
    severity: 'warning',
    runbook: 'failure-queues.md#failed-polls',
  },
  FailedRuns: {
    impact: 'A run of redeliver failed; deliveries that were due wait for the next run.',
    severity: 'warning',
    runbook: 'failure-queues.md#failed-runs',
  },
  FailedTracks: {
    impact: 'A job that was started could not be recorded; a sweep finds it, up to hours later.',
    severity: 'warning',
    runbook: 'failure-queues.md#failed-tracks',
  },
};
