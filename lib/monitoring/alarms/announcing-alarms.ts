import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmContext } from '../alarm-context.ts';
import { QUARTER } from '../own-metrics.ts';

const TEN_MINUTES_MS = 600_000;

/** Adds the alarms for the outbox. */
export const addAnnouncingAlarms = (context: AlarmContext): void => {
  const { add, parts } = context;
  add('StreamLag', {
    metric: parts.fanOut.fn.metric('IteratorAge', {
      period: Duration.minutes(5),
      statistic: Stats.MAXIMUM,
    }),
    threshold: TEN_MINUTES_MS,
    periods: 2,
    impact: 'Events are published late. The stream discards them after 24 hours.',
    severity: 'critical',
    runbook: 'delivery.md#stream-lag',
  });
  add('StreamStopped', {
    metric: unreadTransitions(context),
    threshold: 1,
    isHappening: true,
    impact:
      'Transitions were recorded but fan-out did not run: no events are published. The stream discards them after 24 hours.',
    severity: 'critical',
    runbook: 'delivery.md#stream-stopped',
  });
};

/**
 * Transitions of the second-to-last quarter of an hour, if fan-out ran neither then nor since.
 *
 * A disabled mapping reports no metrics at all, not even an age. CloudWatch math cannot read the previous
 * period, but DIFF reveals its value. A metric without any value, such as the runs of a function that
 * never ran, cannot be filled; added to a series, it counts as 0.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
const unreadTransitions = ({ parts, own }: AlarmContext): MathExpression =>
  new MathExpression({
    expression: 'IF(2 * runs - DIFF(runs) < 1, transitions - DIFF(transitions), 0)',
    usingMetrics: {
      runs: new MathExpression({
        expression: 'TIME_SERIES(0) + invoked',
        usingMetrics: { invoked: parts.fanOut.fn.metricInvocations() },
      }),
      transitions: new MathExpression({
        expression: 'TIME_SERIES(0) + noticed + polled + reminded',
        usingMetrics: {
          noticed: own.of('intake', 'NoticeRecorded'),
          polled: own.of('poller', 'TransitionFound'),
          reminded: own.of('poller', 'ReminderRecorded'),
        },
      }),
    },
    period: QUARTER,
    label: 'Transitions that fan-out did not read',
  });
