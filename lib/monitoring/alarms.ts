import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';
import type { AlarmContext } from './alarm-context.ts';
import { addAnnouncingAlarms } from './alarms/announcing-alarms.ts';
import { addDeliveryAlarms } from './alarms/delivery-alarms.ts';
import { addFailureQueueAlarms } from './alarms/failure-queue-alarms.ts';
import { addFunctionAlarms } from './alarms/function-alarms.ts';
import { addJobAlarms } from './alarms/job-alarms.ts';
import { addPollingAlarms } from './alarms/polling-alarms.ts';
import { createOwnMetrics } from './own-metrics.ts';
import { ServiceAlarm } from './service-alarm.ts';
import type { ServiceParts } from './service-parts.ts';

/** The props of the alarms. */
export interface AlarmsProps {
  /** The watched parts. */
  readonly parts: ServiceParts;
  /** The webhook settings, which alarms are created, and what they also do when they start. */
  readonly settings: Pick<Settings, 'webhooks' | 'alarms' | 'alarmActions'>;
  /** What an alarm does when it starts and, unless it counts single occurrences, when it ends. */
  readonly actions: readonly IAlarmAction[];
}

/** All alarms of a service. */
export class Alarms extends Construct {
  /** The alarms, in the order of the runbook. */
  readonly all: readonly ServiceAlarm[];

  constructor(scope: Construct, id: string, { parts, settings, actions }: AlarmsProps) {
    super(scope, id);
    const all: ServiceAlarm[] = [];
    const add: AlarmContext['add'] = (name, props) => {
      if (settings.alarms !== 'all' && settings.alarms !== props.severity) return;
      const alarm = new ServiceAlarm(this, name, props);
      alarm.addAlarmAction(...actions, ...settings.alarmActions);
      if (props.isHappening !== true) alarm.addOkAction(...actions);
      all.push(alarm);
    };
    const context = { add, parts, own: createOwnMetrics(this), settings: settings.webhooks };
    addFailureQueueAlarms(context);
    addJobAlarms(context);
    addPollingAlarms(context);
    addAnnouncingAlarms(context);
    addDeliveryAlarms(context);
    addFunctionAlarms(context);
    this.all = all;
  }
}
