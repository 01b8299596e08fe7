import { Duration } from 'aws-cdk-lib';
import type { AlarmContext } from '../alarm-context.ts';
import { functionsOf } from '../service-parts.ts';

const FIVE_MINUTES = Duration.minutes(5);

/**
 * Adds alarms for functions that fail repeatedly; single failures are retried.
 *
 * Only intake needs one for throttling: other functions then show silence or lag.
 */
export const addFunctionAlarms = ({ add, parts }: AlarmContext): void => {
  for (const [name, fn] of functionsOf(parts)) {
    add(`${name}Errors`, {
      metric: fn.metricErrors({ period: FIVE_MINUTES }),
      threshold: 1,
      periods: 3,
      impact: `The function ${name} has been failing for 15 minutes. Its work is delayed.`,
      severity: 'warning',
      runbook: 'functions.md#function-errors',
    });
  }
  add('IntakeThrottled', {
    metric: parts.intake.fn.metricThrottles({ period: FIVE_MINUTES }),
    threshold: 1,
    periods: 3,
    impact: 'Lambda has throttled intake for 15 minutes. Notices are delayed.',
    severity: 'warning',
    runbook: 'functions.md#function-throttled',
  });
};
