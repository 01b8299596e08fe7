import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { NodeFunction } from '../../functions/runtime/node-function.ts';
import type { AlarmContext } from '../alarm-context.ts';

const HOUR = Duration.hours(1);

/**
 * Once in three hours, the longest range that CloudWatch queries for one series per vault. Sweeps may be
 * twelve hours apart, so the end of an alarm does not mean that the problem is fixed.
 */
const metNowAndThen = { threshold: 1, periods: 3, periodsToAlarm: 1, isHappening: true };

/** Adds the alarms for failing polls, with one series per vault, and for missing runs. */
export const addPollingAlarms = ({ add, parts, own }: AlarmContext): void => {
  add('VaultMissing', {
    metric: own.byVault('VaultMissing', { period: HOUR }),
    ...metNowAndThen,
    impact:
      'A vault does not exist. Its jobs are not polled. Each series of the alarm is a vault; the poller logs it as vault.missing.',
    severity: 'warning',
    runbook: 'polling.md#vault-missing',
  });
  add('PollerDenied', {
    metric: own.byVault('PollDenied', { period: HOUR }),
    ...metNowAndThen,
    impact:
      'The poller is denied access to a vault. Jobs with a lost notice are not detected there. Each series of the alarm is a vault; the poller logs it as vault.denied.',
    severity: 'critical',
    runbook: 'polling.md#poller-denied',
  });
  add('GlacierUnsupported', {
    metric: own.of('poller', 'GlacierUnsupported', { period: HOUR }),
    ...metNowAndThen,
    impact: 'Glacier does not serve this account. Jobs with a lost notice are not detected.',
    severity: 'critical',
    runbook: 'polling.md#glacier-unsupported',
  });
  add('PollerSilent', {
    ...silence(parts.poller.fn),
    impact:
      'The poller does not run, or every run fails. Jobs with a lost notice are not detected, and no expiry reminders are sent.',
    severity: 'critical',
    runbook: 'polling.md#poller-silent',
  });
  add('RedeliverSilent', {
    ...silence(parts.redeliver.fn),
    impact: 'Redeliver does not run, or every run fails. Parked deliveries are not retried.',
    severity: 'critical',
    runbook: 'delivery.md#redeliver-silent',
  });
  add('GroupMonitorSilent', {
    ...silence(parts.groupMonitor.fn),
    impact:
      'Group-monitor does not run, or every run fails. No group is completed, and no reminder of its outputs is sent.',
    severity: 'critical',
    runbook: 'functions.md#group-monitor-silent',
  });
};

/** No successful run in 15 minutes of a function that is invoked every minute. */
const silence = (fn: NodeFunction) => ({
  metric: succeededRuns(fn),
  threshold: 1,
  periods: 3,
  comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
  isSilenceFault: true,
});

// Lambda also counts failed runs as invocations.
const succeededRuns = (fn: NodeFunction): MathExpression =>
  new MathExpression({
    expression: 'FILL(runs, 0) - FILL(failures, 0)',
    usingMetrics: { runs: fn.metricInvocations(), failures: fn.metricErrors() },
    period: Duration.minutes(5),
    label: 'Successful runs',
  });
