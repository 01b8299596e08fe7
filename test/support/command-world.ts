import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGroupsTable, createJobsTable } from '../../bench/notices/jobs-table.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import type { Evidence } from '../../lambdas/core/evidence/evidence.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { jobSettingsText, webhookSettingsText } from '../../lib/settings/published-settings.ts';
import { Settings } from '../../lib/settings/settings.ts';
import { startTestGlacier } from '../sandbox/glacier/start-test-glacier.ts';
import { startCloudFormation } from './cloudformation-server.ts';
import { createDeliveriesTable } from './deliveries-table.ts';
import { startDynamoGate } from './dynamo-gate.ts';
import { POLICY } from './evidence.ts';
import { startLocalDynamo } from './local-dynamo.ts';
import { spawnCommand } from './run-command.ts';
import { runInProcess } from './run-in-process.ts';

const SETTINGS = Settings.parse({ vaults: '*' });

const OUTPUTS = {
  NoticeTopicArn: 'arn:aws:sns:eu-west-1:123456789012:notices',
  EventsTopicArn: 'arn:aws:sns:eu-west-1:123456789012:events',
  JobsTableName: 'jobs',
  GroupsTableName: 'groups',
  EndpointsTableName: 'endpoints',
  EndpointSecretsTableName: 'endpoint-secrets',
  DeliveriesTableName: 'deliveries',
  DeliveryQueueUrl: 'http://127.0.0.1:1/1/deliveries',
  FailedNoticesQueueUrl: 'http://127.0.0.1:1/1/failed-notices',
  FailedEventsQueueUrl: 'http://127.0.0.1:1/1/failed-events',
  DeliveryDeadLetterQueueUrl: 'http://127.0.0.1:1/1/dead',
  JobSettings: jobSettingsText(SETTINGS),
  WebhookSettings: webhookSettingsText(SETTINGS.webhooks),
};

/** The outputs of a construct in a user's own stack, as the CDK names them. */
const ofConstruct = (id: string) =>
  Object.fromEntries(
    Object.entries(OUTPUTS).map(([name, value]) => [`${id}${name}1A2B3C4D`, value]),
  );

/** Outputs of two constructs that a stack keeps in metadata, as the construct names them. */
const METADATA = {
  Embedded: {
    GlacierJobNotifier: Object.fromEntries(
      ['Photos', 'Letters'].flatMap((id) =>
        Object.entries(OUTPUTS).map(([name, value]) => [`${id}${name}`, value]),
      ),
    ),
  },
  Website: { 'aws:cdk:path': 'Website/Handle' },
};

const stacksBy = (glacierUrl: string) => ({
  GlacierJobNotifier: OUTPUTS,
  Shared: { ...ofConstruct('Photos'), WebsiteUrl: 'https://example.com' },
  Several: { ...ofConstruct('Photos'), ...ofConstruct('Letters') },
  Letters: {
    ...OUTPUTS,
    JobSettings: jobSettingsText(Settings.parse({ vaults: ['letters'] })),
  },
  Simulated: { ...OUTPUTS, GlacierEndpointUrl: glacierUrl },
  Website: { WebsiteUrl: 'https://example.com' },
  Embedded: { WebsiteUrl: 'https://example.com' },
  Expired: {
    code: 'ExpiredToken',
    message: 'The security token included in the request is expired',
  },
  Denied: {
    code: 'AccessDenied',
    message:
      'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: cloudformation:DescribeStacks on resource: *',
  },
});

/** A deployment for the real command: a stack, its tables, and a Glacier with the vault `photos`. */
export const startCommandWorld = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  const [glacier, dynamo] = await Promise.all([startTestGlacier(), startLocalDynamo()]);
  const cloudFormation = await startCloudFormation(stacksBy(glacier.glacier.url), METADATA);
  const { hostname, port } = await dynamo.client.config.endpoint!();
  const gate = await startDynamoGate(`http://${hostname}:${port}`);
  await createJobsTable(dynamo.client, OUTPUTS.JobsTableName);
  await createGroupsTable(dynamo.client, OUTPUTS.GroupsTableName);
  await createDeliveriesTable(dynamo.client, OUTPUTS.DeliveriesTableName);
  const record = createRecorder(createDynamoJobStore(dynamo.client, OUTPUTS.JobsTableName), POLICY);
  const env = {
    HOME: folder,
    TMPDIR: folder,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
    AWS_ENDPOINT_URL_DYNAMODB: gate.url,
    AWS_ENDPOINT_URL_GLACIER: glacier.glacier.url,
  };
  return {
    ...glacier,
    dynamo: dynamo.client,
    folder,
    env,
    gate,
    /** Records evidence as the functions do, at the instant of its observation. */
    record: (evidence: Evidence) => record(evidence, evidence.observedAt),
    run: (...args: string[]) => runInProcess(args, env),
    spawn: (...args: string[]) => spawnCommand(args, env),
    stop: async () => {
      await gate.stop();
      await Promise.all([glacier.stop(), dynamo.stop(), cloudFormation.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** See {@link startCommandWorld}. */
export type CommandWorld = Awaited<ReturnType<typeof startCommandWorld>>;
