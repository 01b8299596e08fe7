import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/**
 * How soon somebody has to act.
 *
 * `critical`: today, because something is lost, or comes too late, within a day. `warning`: this week,
 * because another mechanism stands in meanwhile.
 */
export type Severity = 'critical' | 'warning';

/** What an alarm watches, and what it tells whoever is woken by it. */
export interface ServiceAlarmProps {
  /** What is watched. */
  readonly metric: IMetric;
  /** The value from which on it is too much. */
  readonly threshold: number;
  /**
   * How many periods in a row are looked at.
   * @default 1
   */
  readonly periods?: number;
  /**
   * In how many of these periods it has to be too much.
   * @default - in all of them
   */
  readonly periodsToAlarm?: number;
  /**
   * Whether it is about something that happened once: that nothing is counted any more says nothing, and
   * nobody is told that the alarm ended.
   * @default false
   */
  readonly isHappening?: boolean;
  /**
   * How the value is compared to the threshold.
   * @default - too much is at least the threshold
   */
  readonly comparison?: ComparisonOperator;
  /**
   * Whether silence is a fault.
   * @default false
   */
  readonly isSilenceFault?: boolean;
  /** What it means for jobs and their subscribers, in one sentence. */
  readonly impact: string;
  /** How soon somebody has to act. */
  readonly severity: Severity;
  /** The page of `docs/runbook/` and its heading that explain what to do, such as `polling.md#vault-missing`. */
  readonly runbook: string;
}

const RUNBOOK = 'docs/runbook';

/** An alarm that tells its impact, its severity and where to read on. */
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
      alarmDescription: `[${severity}] ${impact} What to do: ${RUNBOOK}/${runbook}`,
    });
  }
}
