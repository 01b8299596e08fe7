import { CfnOutput, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Access } from './create-access.ts';
import type { Parts } from './create-parts.ts';
import type { Monitoring } from './monitoring/monitoring.ts';
import { jobSettingsText, webhookSettingsText } from './settings/published-settings.ts';
import type { Settings } from './settings/settings.ts';

/** The parts of a service to publish. */
export interface Published {
  /** The working parts. */
  readonly parts: Parts;
  /** The access of people and other accounts. */
  readonly access: Access;
  /** The monitoring. */
  readonly monitoring: Monitoring;
  /** The settings that programs outside the stack need. */
  readonly settings: Settings;
}

/** The ids that lead the outputs of the services in a stack, each with the path of its construct. */
const LEADS = new WeakMap<Stack, Map<string, string>>();

/**
 * Publishes the names that operators and downstream teams need, each prefixed with the ids of the
 * enclosing constructs.
 *
 * In the stack of a construct `Photos`, `JobsTableName` becomes `PhotosJobsTableName`; the id `Default`
 * adds no prefix. Without outputs, the command reads them in the metadata of a resource without effect:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-metadata.html
 *
 * @throws Error when those of another construct have the same names.
 */
export const publishOutputs = (scope: Construct, published: Published): void => {
  const lead = leadOf(scope);
  refuseSameLead(scope, lead);
  const outputs = Object.entries(outputsOf(published));
  if (!published.settings.outputs) {
    const named = Object.fromEntries(outputs.map(([name, value]) => [`${lead}${name}`, value]));
    new CfnWaitConditionHandle(scope, 'Outputs').addMetadata('GlacierJobNotifier', named);
    return;
  }
  for (const [name, value] of outputs) {
    // Without the hash that the CDK would add, outputs have predictable names.
    new CfnOutput(scope, name, { value }).overrideLogicalId(`${lead}${name}`);
  }
};

const leadOf = (scope: Construct): string => {
  const { scopes } = scope.node;
  const inside = scopes.slice(scopes.indexOf(Stack.of(scope)) + 1);
  const ids = inside.map(({ node }) => node.id).filter((id) => id !== 'Default');
  return ids.join('').replaceAll(/[^A-Za-z0-9]/g, '');
};

const refuseSameLead = (scope: Construct, lead: string): void => {
  const stack = Stack.of(scope);
  const leads = LEADS.get(stack) ?? new Map<string, string>();
  const other = leads.get(lead);
  if (other !== undefined) {
    throw new Error(
      `The outputs of the GlacierJobNotifier "${other}" and "${scope.node.path}" would have the same names, which begin with "${lead}": the ids below the stack are joined without separators. Choose another id for one of them.`,
    );
  }
  LEADS.set(stack, leads.set(lead, scope.node.path));
};

const outputsOf = ({
  parts,
  access: { jobsReader, operator, subscribers },
  monitoring,
  settings,
}: Published): Readonly<Record<string, string>> => ({
  NoticeTopicArn: parts.noticeTopic.topicArn,
  EventsTopicArn: parts.eventsTopic.topic.topicArn,
  ...(settings.eventBus && { EventBus: settings.eventBus }),
  JobsTableName: parts.jobs.table.tableName,
  GroupsTableName: parts.groups.table.tableName,
  EndpointsTableName: parts.endpoints.table.tableName,
  EndpointSecretsTableName: parts.endpointSecrets.table.tableName,
  DeliveriesTableName: parts.deliveries.table.tableName,
  DeliveryQueueUrl: parts.sender.deliveryQueue.queueUrl,
  FailedNoticesQueueUrl: parts.intake.failedNotices.queueUrl,
  FailedEventsQueueUrl: parts.fanOut.failedEvents.queueUrl,
  DeliveryDeadLetterQueueUrl: parts.sender.deadLetters.queueUrl,
  JobSettings: jobSettingsText(settings),
  WebhookSettings: webhookSettingsText(settings.webhooks),
  ...(settings.glacierEndpointUrl && { GlacierEndpointUrl: settings.glacierEndpointUrl }),
  ...(monitoring.dashboardUrl && { DashboardUrl: monitoring.dashboardUrl }),
  JobsReaderPolicyArn: jobsReader.managedPolicyArn,
  OperatorPolicyArns: operator.policies.map((policy) => policy.managedPolicyArn).join(','),
  ...(subscribers && { SubscriberRoleArn: subscribers.role.roleArn }),
});
