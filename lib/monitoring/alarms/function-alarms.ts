import { Duration } from 'aws-cdk-lib';
import type { AlarmContext } from '../alarm-context.ts';
import { functionsOf } from '../service-parts.ts';

const FIVE_MINUTES = Duration.minutes(5);

/**
 * Adds alarms on functions that fail again and again: what fails once is tried again.
 *
 * Only intake has one on throttling: it shows at every other function as silence or lag.
 */
export const addFunctionAlarms = ({ add, parts }: AlarmContext): void => {
  for (const [name, fn] of functionsOf(parts)) {
    add(`${name}Errors`, {
      metric: fn.metricErrors({ period: FIVE_MINUTES }),
      threshold: 1,
      periods: 3,
      impact: `The function ${name} has been failing for a quarter of an hour; its work waits.`,
      severity: 'warning',
      runbook: 'functions.md#function-errors',
    });
  }
  add('IntakeThrottled', {
    metric: parts.intake.fn.metricThrottles({ period: FIVE_MINUTES }),
    threshold: 1,
    periods: 3,
    impact: 'Lambda has been holding notices back for a quarter of an hour; they come late.',
    severity: 'warning',
    runbook: 'functions.md#function-throttled',
  });
};
