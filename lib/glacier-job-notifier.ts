import { Annotations, CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DeliveriesTable } from './constructs/deliveries-table.ts';
import { EndpointSecretsTable } from './constructs/endpoint-secrets-table.ts';
import { EndpointsTable } from './constructs/endpoints-table.ts';
import { EventsTopic } from './constructs/events-topic.ts';
import { FanOut } from './constructs/fan-out.ts';
import { Intake } from './constructs/intake.ts';
import { JobsTable } from './constructs/jobs-table.ts';
import { NoticeTopic } from './constructs/notice-topic.ts';
import { Poller } from './constructs/poller.ts';
import { Redeliver } from './constructs/redeliver.ts';
import { Sender } from './constructs/sender.ts';
import { Tracker } from './constructs/tracker.ts';
import type { Settings } from './settings/settings.ts';

/** What the service is told. */
export interface GlacierJobNotifierProps {
  /** The settings, as `readSettings` reads them. */
  readonly settings: Settings;
}

/** The whole service for the vaults of one account in one region. */
export class GlacierJobNotifier extends Construct {
  constructor(scope: Construct, id: string, { settings }: GlacierJobNotifierProps) {
    super(scope, id);
    const removalPolicy =
      settings.removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    const { existingNoticeTopicArn } = settings;

    const noticeTopic =
      existingNoticeTopicArn === undefined
        ? new NoticeTopic(this, 'NoticeTopic')
        : Topic.fromTopicArn(this, 'NoticeTopic', existingNoticeTopicArn);
    const eventsTopic = new EventsTopic(this, 'EventsTopic');
    const jobs = new JobsTable(this, 'Jobs', { removalPolicy });
    const endpoints = new EndpointsTable(this, 'Endpoints', { removalPolicy });
    const endpointSecrets = new EndpointSecretsTable(this, 'EndpointSecrets', {
      removalPolicy,
      keyArn: settings.secretsKeyArn,
    });
    const deliveries = new DeliveriesTable(this, 'Deliveries', { removalPolicy });

    const intake = new Intake(this, 'Intake', {
      noticeTopic,
      isTopicShared: existingNoticeTopicArn !== undefined,
      jobs,
      settings,
    });
    new Poller(this, 'Poller', { jobs, settings });
    if (settings.trackInitiateJob) new Tracker(this, 'Tracker', { jobs, settings });
    const sender = new Sender(this, 'Sender', {
      endpoints,
      endpointSecrets,
      deliveries,
      settings: settings.webhooks,
    });
    new Redeliver(this, 'Redeliver', {
      endpoints,
      deliveries,
      sender,
      eventsTopic,
      settings: settings.webhooks,
    });
    const fanOut = new FanOut(this, 'FanOut', { jobs, eventsTopic, endpoints, sender });

    this.publish({
      NoticeTopicArn: noticeTopic.topicArn,
      EventsTopicArn: eventsTopic.topic.topicArn,
      JobsTableName: jobs.table.tableName,
      EndpointsTableName: endpoints.table.tableName,
      EndpointSecretsTableName: endpointSecrets.table.tableName,
      DeliveriesTableName: deliveries.table.tableName,
      DeliveryQueueUrl: sender.deliveryQueue.queueUrl,
      FailedNoticesQueueUrl: intake.failedNotices.queueUrl,
      FailedEventsQueueUrl: fanOut.failedEvents.queueUrl,
      DeliveryDeadLetterQueueUrl: sender.deadLetters.queueUrl,
    });
    this.warnOfNoVaults(settings);
  }

  private publish(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }

  private warnOfNoVaults({ vaults }: Settings): void {
    if (vaults !== undefined) return;
    Annotations.of(this).addWarningV2(
      'glacierJobNotifier:vaults',
      'No vault is accepted: the setting glacierJobNotifier.vaults is missing. Name vaults in cdk.json or with -c glacierJobNotifier.vaults=photos,backups, or accept all with "*".',
    );
  }
}
