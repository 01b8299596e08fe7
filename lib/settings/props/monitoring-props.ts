// Made by `npm run docs:settings` from the schema: edit there.
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSelection } from './alarm-selection.ts';

/** Which alarms and dashboard are created, and what alarms do. */
export interface MonitoringProps {
  /**
   * Which alarms are created: ALL; CRITICAL, those that need an operator today; or NONE. CloudWatch
   * charges $0.10 a month for each metric of an alarm.
   * @default - ALL
   */
  readonly alarms?: AlarmSelection | undefined;
  /**
   * Whether to create a dashboard: true or false. CloudWatch charges $3.00 a month for each after
   * the third of an account.
   * @default true
   */
  readonly dashboard?: boolean | undefined;
  /**
   * What every alarm does when it starts, besides notifying alarmTopic and alarmEmail, such as an
   * SsmAction.
   * @default []
   */
  readonly alarmActions?: IAlarmAction[] | undefined;
}
