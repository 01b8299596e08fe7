import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmContext } from '../alarm-context.ts';
import type { OwnMetrics } from '../own-metrics.ts';

const HOUR = Duration.hours(1);
/** Most accounts complete few jobs an hour. */
const SOURCES_WINDOW = Duration.hours(6);
/** An occasional lost notice is not significant. */
const FEWEST_FOUND = 3;

/** Adds the alarms for jobs. */
export const addJobAlarms = ({ add, own }: AlarmContext): void => {
  add('OverdueJobs', {
    metric: own.of('poller', 'Overdue', { statistic: Stats.MAXIMUM }),
    threshold: 1,
    impact: 'Jobs have been pending longer than their tier should take. They may be stuck.',
    severity: 'warning',
    runbook: 'polling.md#overdue-jobs',
  });
  add('ConflictingEvidence', {
    metric: own.byService('EvidenceConflict', { period: HOUR }),
    threshold: 1,
    isHappening: true,
    impact: 'Sources disagree on whether a job succeeded. A notice may be forged or wrong.',
    severity: 'warning',
    runbook: 'polling.md#conflicting-evidence',
  });
  add('FoundByPolling', {
    metric: shareFoundByPolling(own),
    threshold: 50,
    impact: 'At least half of the completions arrived without a notice and were detected late.',
    severity: 'warning',
    runbook: 'polling.md#found-by-polling',
  });
};

// Fan-out counts both at once, so neither is missing if the other exists.
const shareFoundByPolling = (own: OwnMetrics): MathExpression =>
  new MathExpression({
    expression: `IF(polled >= ${FEWEST_FOUND}, 100 * polled / (polled + noticed), 0)`,
    usingMetrics: {
      polled: own.of('fan-out', 'FoundByPolling', { period: SOURCES_WINDOW }),
      noticed: own.of('fan-out', 'FoundByNotice', { period: SOURCES_WINDOW }),
    },
    period: SOURCES_WINDOW,
    label: 'Completions found by the poller (percent)',
  });
