import { Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';
import { Alarms } from './alarms.ts';
import { ServiceDashboard } from './service-dashboard.ts';
import type { ServiceParts } from './service-parts.ts';

/** The receivers of alarms. */
class AlarmReceivers extends Construct {
  /** The alarm actions; none if no receiver is configured. */
  readonly actions: readonly IAlarmAction[];

  constructor(
    scope: Construct,
    id: string,
    { alarmTopicArn, alarmEmail }: Pick<Settings, 'alarmTopicArn' | 'alarmEmail'>,
  ) {
    super(scope, id);
    const topics = [
      ...(alarmTopicArn === undefined ? [] : [Topic.fromTopicArn(this, 'Topic', alarmTopicArn)]),
      ...(alarmEmail === undefined ? [] : [this.mailTo(alarmEmail)]),
    ];
    this.actions = topics.map((topic) => new SnsAction(topic));
  }

  // Not encrypted: CloudWatch cannot use the default SNS key, and an alarm contains no secret.
  private mailTo(address: string): Topic {
    const topic = new Topic(this, 'MailTopic', {
      displayName: 'Glacier job alarms',
      enforceSSL: true,
    });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    topic.addSubscription(new EmailSubscription(address));
    return topic;
  }
}

/** What is watched, and how. */
export interface Watching {
  /** The watched parts. */
  readonly parts: ServiceParts;
  /** The receivers of alarms, which alarms and dashboard are created, and the webhook settings. */
  readonly settings: Settings;
}

/** The monitoring of a service: a dashboard, alarms and their receivers. */
export class Monitoring extends Construct {
  /** The URL of the dashboard; absent without one. */
  readonly dashboardUrl: string | undefined;

  constructor(scope: Construct, id: string, { parts, settings }: Watching) {
    super(scope, id);
    const { actions } = new AlarmReceivers(this, 'Receivers', settings);
    const alarms = new Alarms(this, 'Alarms', { parts, settings, actions });
    if (!settings.dashboard) return;
    const dashboard = new ServiceDashboard(this, 'Dashboard', { parts, alarms: alarms.all });
    this.dashboardUrl = dashboard.url;
  }
}
