import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/**
 * How soon an operator must act.
 *
 * `critical`: today, because data is lost or late within a day. `warning`: this week, because another
 * mechanism compensates until then.
 */
export type Severity = 'critical' | 'warning';

/** The metric of an alarm, and its message to the operator. */
export interface ServiceAlarmProps {
  /** The watched metric. */
  readonly metric: IMetric;
  /** The value at which the metric is breaching. */
  readonly threshold: number;
  /**
   * The number of periods to evaluate.
   * @default 1
   */
  readonly periods?: number;
  /**
   * The number of breaching periods that raises the alarm.
   * @default - all of them
   */
  readonly periodsToAlarm?: number;
  /**
   * Whether it counts single occurrences: their absence is no recovery, so the end of the alarm sends no
   * notification.
   * @default false
   */
  readonly isHappening?: boolean;
  /**
   * The comparison with the threshold.
   * @default - greater than or equal to the threshold
   */
  readonly comparison?: ComparisonOperator;
  /**
   * Whether missing data is breaching.
   * @default false
   */
  readonly isSilenceFault?: boolean;
  /** The impact on jobs and their subscribers, in one sentence. */
  readonly impact: string;
  /** How soon an operator must act. */
  readonly severity: Severity;
  /** The page of `docs/runbook/` and its heading that give the remedy, such as `polling.md#vault-missing`. */
  readonly runbook: string;
}

const RUNBOOK = 'docs/runbook';

/** An alarm whose description states its severity, impact and runbook section. */
export class ServiceAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: ServiceAlarmProps) {
    const { impact, severity, runbook, periods = 1, isSilenceFault = false } = props;
    super(scope, id, {
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: props.periodsToAlarm ?? periods,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: isSilenceFault
        ? TreatMissingData.BREACHING
        : TreatMissingData.NOT_BREACHING,
      alarmDescription: `[${severity}] ${impact} See ${RUNBOOK}/${runbook}`,
    });
  }
}
