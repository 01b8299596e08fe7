import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { encryptWith } from './access/encryption-key.ts';
import { FanOut } from './functions/fan-out.ts';
import { GroupMonitor } from './functions/group-monitor.ts';
import { Intake } from './functions/intake.ts';
import { Poller } from './functions/poller.ts';
import { Redeliver } from './functions/redeliver.ts';
import { Sender } from './functions/sender.ts';
import { Tracker } from './functions/tracker.ts';
import { VaultNotifications } from './functions/vault-notifications.ts';
import { EventsTopic } from './messaging/events-topic.ts';
import { NoticeTopic } from './messaging/notice-topic.ts';
import type { ServiceParts } from './monitoring/service-parts.ts';
import type { Settings } from './settings/settings.ts';
import { removalPolicyOf } from './settings/settings-of.ts';
import { DeliveriesTable } from './tables/deliveries-table.ts';
import { EndpointSecretsTable } from './tables/endpoint-secrets-table.ts';
import { EndpointsTable } from './tables/endpoints-table.ts';
import { GroupsTable } from './tables/groups-table.ts';
import { JobsTable } from './tables/jobs-table.ts';

/** The tables of the service. */
export interface Tables {
  /** Every job. */
  readonly jobs: JobsTable;
  /** The groups of jobs. */
  readonly groups: GroupsTable;
  /** The webhook endpoints. */
  readonly endpoints: EndpointsTable;
  /** URLs and signing secrets. */
  readonly endpointSecrets: EndpointSecretsTable;
  /** The states of deliveries. */
  readonly deliveries: DeliveriesTable;
}

/** The parts of the service that other constructs refer to. */
export interface Parts extends Tables, ServiceParts {
  /** The topic to which Glacier announces completed jobs. */
  readonly noticeTopic: ITopic;
  /** The topic of all events. */
  readonly eventsTopic: EventsTopic;
}

/** Creates the functions and queues of the service: intake, polling, events and deliveries. */
export const createParts = (scope: Construct, settings: Settings): Parts => {
  const { existingNoticeTopicArn, webhooks, eventBus, encryptionKeyArn } = settings;
  const noticeTopic =
    existingNoticeTopicArn === undefined
      ? new NoticeTopic(scope, 'NoticeTopic')
      : Topic.fromTopicArn(scope, 'NoticeTopic', existingNoticeTopicArn);
  const eventsTopic = new EventsTopic(scope, 'EventsTopic');
  if (encryptionKeyArn !== undefined) encryptWith(scope, encryptionKeyArn, eventsTopic.topic);
  const tables = createTables(scope, settings);
  const { jobs, groups, endpoints, endpointSecrets, deliveries } = tables;

  const intake = new Intake(scope, 'Intake', {
    noticeTopic,
    isTopicShared: existingNoticeTopicArn !== undefined,
    jobs,
    settings,
  });
  new VaultNotifications(scope, 'VaultNotifications', { noticeTopic, after: [intake], settings });
  const poller = new Poller(scope, 'Poller', { jobs, settings });
  const tracker = settings.trackInitiateJob
    ? new Tracker(scope, 'Tracker', { jobs, settings })
    : undefined;
  const sender = new Sender(scope, 'Sender', {
    endpoints,
    endpointSecrets,
    deliveries,
    settings: webhooks,
    vpc: settings.vpc,
  });
  const redeliver = new Redeliver(scope, 'Redeliver', {
    endpoints,
    deliveries,
    sender,
    eventsTopic,
    settings: webhooks,
  });
  const fanOut = new FanOut(scope, 'FanOut', {
    jobs,
    groups,
    eventsTopic,
    eventBus,
    endpoints,
    sender,
  });
  const groupMonitor = new GroupMonitor(scope, 'GroupMonitor', { jobs, groups, settings });
  const functions = { intake, poller, tracker, sender, redeliver, fanOut, groupMonitor };
  return { ...tables, noticeTopic, eventsTopic, ...functions };
};

const createTables = (scope: Construct, settings: Settings): Tables => {
  const removalPolicy = removalPolicyOf(settings);
  return {
    jobs: new JobsTable(scope, 'Jobs', removalPolicy),
    groups: new GroupsTable(scope, 'Groups', removalPolicy),
    endpoints: new EndpointsTable(scope, 'Endpoints', removalPolicy),
    endpointSecrets: new EndpointSecretsTable(scope, 'EndpointSecrets', {
      removalPolicy,
      keyArn: settings.secretsKeyArn ?? settings.encryptionKeyArn,
    }),
    deliveries: new DeliveriesTable(scope, 'Deliveries', removalPolicy),
  };
};
