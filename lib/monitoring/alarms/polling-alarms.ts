import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { NodeFunction } from '../../constructs/node-function.ts';
import type { AlarmContext } from '../alarm-context.ts';

const HOUR = Duration.hours(1);

/**
 * Once in three hours, which is as far back as CloudWatch looks for one series a vault. Sweeps may be
 * twelve hours apart, so an alarm that ends does not mean that anything was mended.
 */
const metNowAndThen = { threshold: 1, periods: 3, periodsToAlarm: 1, isHappening: true };

/** Adds alarms on what the poller meets, each series of which is a vault, and on its silence. */
export const addPollingAlarms = ({ add, parts, own }: AlarmContext): void => {
  add('VaultMissing', {
    metric: own.byVault('VaultMissing', { period: HOUR }),
    ...metNowAndThen,
    impact:
      'Glacier does not know a vault; nobody looks at its jobs. Each series of the alarm is a vault; the log has it as vault.missing.',
    severity: 'warning',
    runbook: 'polling.md#vault-missing',
  });
  add('PollerDenied', {
    metric: own.byVault('PollDenied', { period: HOUR }),
    ...metNowAndThen,
    impact:
      'The poller may not ask about a vault; a lost notice there stays lost. Each series of the alarm is a vault; the poller logs it as vault.denied.',
    severity: 'critical',
    runbook: 'polling.md#poller-denied',
  });
  add('GlacierUnsupported', {
    metric: own.of('poller', 'GlacierUnsupported', { period: HOUR }),
    ...metNowAndThen,
    impact: 'Glacier no longer serves this account; no lost notice can be made up for.',
    severity: 'critical',
    runbook: 'polling.md#glacier-unsupported',
  });
  add('PollerSilent', {
    ...silence(parts.poller.fn),
    impact:
      'The poller does not run, or every run fails; lost notices stay lost and nobody is reminded of an expiry.',
    severity: 'critical',
    runbook: 'polling.md#poller-silent',
  });
  add('RedeliverSilent', {
    ...silence(parts.redeliver.fn),
    impact:
      'Redeliver does not run, or every run fails; deliveries that wait for another attempt never get one.',
    severity: 'critical',
    runbook: 'delivery.md#redeliver-silent',
  });
};

/** Not one run that succeeded in 15 minutes, of a function that is woken every minute. */
const silence = (fn: NodeFunction) => ({
  metric: succeededRuns(fn),
  threshold: 1,
  periods: 3,
  comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
  isSilenceFault: true,
});

// Lambda counts a run that fails as an invocation too.
const succeededRuns = (fn: NodeFunction): MathExpression =>
  new MathExpression({
    expression: 'FILL(runs, 0) - FILL(failures, 0)',
    usingMetrics: { runs: fn.metricInvocations(), failures: fn.metricErrors() },
    period: Duration.minutes(5),
    label: 'Runs that succeeded',
  });
