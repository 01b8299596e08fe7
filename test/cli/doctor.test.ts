import { DeleteVaultNotificationsCommand, GlacierClient } from '@aws-sdk/client-glacier';
import {
  ConfirmSubscriptionCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo-job-store.ts';
import type { Diagnosis } from '../../lambdas/core/doctor/diagnose.ts';
import type { SeenEvidence } from '../../lambdas/core/evidence.ts';
import { createRecorder } from '../../lambdas/core/record.ts';
import { readSeenJob } from '../../lambdas/core/seen-evidence.ts';
import { anArchiveNotice } from '../support/a-notice.ts';
import { startCliSandbox } from '../support/cli-sandbox.ts';
import { policyOf } from '../support/doctor-facts.ts';
import { POLICY } from '../support/evidence.ts';
import { type FakeAws, functionArn, startFakeAws } from '../support/fake-aws.ts';
import { runCommand } from '../support/run-command.ts';

const FUNCTIONS = ['Intake', 'Poller', 'FanOut', 'Sender', 'Redeliver'];
const SCHEDULES = ['PollerSchedule', 'PollerSweepSchedule', 'RedeliverSchedule'];

let sandbox: Awaited<ReturnType<typeof startCliSandbox>>;
let aws: FakeAws;
let subscriptionArn = '';

beforeAll(async () => {
  sandbox = await startCliSandbox({ vaults: ['photos', 'backups'] });
  aws = await startFakeAws();
  const { NoticeTopicArn } = sandbox.outputs;
  const outputs = {
    ...sandbox.outputs,
    // The emulated SNS knows an account of its own.
    EventsTopicArn: 'arn:aws:sns:eu-west-1:123456789012:events',
  };
  // A stack of somebody's own, who has a queue besides.
  aws.outputs = { BackupDeliveryQueueUrl: 'http://127.0.0.1:1/backup', ...inPhotos(outputs) };
  aws.resources = inPhotos(
    Object.fromEntries([
      ...FUNCTIONS.map((name) => [`${name}Function0123ABCD`, name.toLowerCase()]),
      ...SCHEDULES.map((name) => [`${name}0123ABCD`, `default|${name}`]),
    ]),
  );
  const invoke = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: functionArn('intake'),
    Condition: { ArnLike: { 'AWS:SourceArn': NoticeTopicArn } },
  };
  aws.functions = {
    intake: { policy: policyOf(invoke) },
    poller: { mappingState: 'Enabled' },
    fanout: { mappingState: 'Enabled' },
    sender: { mappingState: 'Enabled' },
    redeliver: {},
  };
  const subscribed = await sandbox.clients.sns.send(
    new SubscribeCommand({
      TopicArn: NoticeTopicArn,
      Protocol: 'lambda',
      Endpoint: functionArn('intake'),
    }),
  );
  subscriptionArn = subscribed.SubscriptionArn ?? '';
  // The emulator's token, where SNS would confirm a function's subscription by itself.
  await sandbox.clients.sns.send(
    new ConfirmSubscriptionCommand({ TopicArn: NoticeTopicArn, Token: subscriptionArn }),
  );
}, 120_000);

afterAll(async () => {
  await aws.stop();
  await sandbox.stop();
});

/** Names what belongs to the construct `Photos`, as the CDK does. */
const inPhotos = (things: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(things).map(([name, value]) => [`Photos${name}`, value]));

/** Examines a stack whose services are the sandbox's, and the server's where it has none. */
const examine = async () => {
  const { urls } = sandbox;
  const { stdout, stderr, code } = await runCommand(
    ['doctor', '--json', '--stack', 'S', '--region', 'eu-west-1'],
    {
      ...sandbox.env,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: aws.url,
      AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
      AWS_ENDPOINT_URL_GLACIER: urls.glacier,
      AWS_ENDPOINT_URL_SNS: urls.messaging,
      AWS_ENDPOINT_URL_SQS: urls.messaging,
    },
  );
  if (stdout === '') throw new Error(stderr);
  return { code, ...(JSON.parse(stdout) as Diagnosis) };
};

const record = async (source: SeenEvidence['source'], changes: object) => {
  const { clients, outputs, clock } = sandbox;
  const store = createDynamoJobStore(clients.dynamodb, outputs.JobsTableName);
  const now = new Date(clock.now()).toISOString();
  const reading = readSeenJob(anArchiveNotice(changes), source, now);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  await createRecorder(store, POLICY)(reading.evidence, now);
};

const hoursAgo = (hours: number) => new Date(sandbox.clock.now() - hours * 3_600_000).toISOString();

/** One fault at each step of the path. */
const seedFaults = async () => {
  const { clients, outputs, urls } = sandbox;
  const { NoticeTopicArn: TopicArn } = outputs;
  const settings = JSON.parse(outputs.JobSettings);
  aws.outputs['PhotosJobSettings'] = JSON.stringify({
    ...settings,
    vaults: [...settings.vaults, 'gone'],
  });
  const glacier = new GlacierClient({
    endpoint: urls.glacier,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await glacier.send(new DeleteVaultNotificationsCommand({ accountId: '-', vaultName: 'backups' }));
  const deny = {
    Sid: 'Lock',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: TopicArn,
  };
  const attributes = { Policy: policyOf(deny), KmsMasterKeyId: 'alias/aws/sns' };
  for (const [AttributeName, AttributeValue] of Object.entries(attributes)) {
    const change = { TopicArn, AttributeName, AttributeValue };
    await clients.sns.send(new SetTopicAttributesCommand(change));
  }
  await clients.sns.send(
    new SetSubscriptionAttributesCommand({
      SubscriptionArn: subscriptionArn,
      AttributeName: 'FilterPolicy',
      AttributeValue: '{"type":["x"]}',
    }),
  );
  aws.functions['intake'] = { concurrency: 0 };
  aws.functions['fanout'] = { mappingState: 'Disabled' };
  aws.functions['sender'] = {};
  aws.scheduleState = 'DISABLED';
  const completed = { CreationDate: hoursAgo(5), CompletionDate: hoursAgo(1) };
  for (const JobId of ['a', 'b', 'c']) await record('describe-job', { ...completed, JobId });
  const pending = { Completed: false, StatusCode: 'InProgress', CompletionDate: null };
  await record('registration', { ...pending, CreationDate: hoursAgo(30), JobId: 'late' });
  const notice = JSON.stringify({ reason: 'vault', notice: JSON.stringify(anArchiveNotice()) });
  await clients.sqs.send(
    new SendMessageCommand({ QueueUrl: outputs.FailedNoticesQueueUrl, MessageBody: notice }),
  );
  const { endpointId } = await sandbox.registerEndpoint({ url: `${urls.receiver}/hook` });
  await sandbox.run('endpoints', 'disable', endpointId, '--yes');
};

it('finds nothing where all is well', async () => {
  const { code, steps } = await examine();
  expect(steps.filter(({ kind }) => kind !== 'fine')).toStrictEqual([
    { step: 'notices-seen', kind: 'unchecked', reason: 'no job has completed yet' },
  ]);
  expect(code).toBe(0);
}, 60_000);

it.each([
  ['functions', 'lambda:GetFunctionConfiguration'],
  ['resources', 'cloudformation:ListStackResources'],
] as const)(
  'tells of %s that it may not look at them, and looks at the rest',
  async (what, action) => {
    aws.denied = what;
    const { code, steps } = await examine();
    aws.denied = 'nothing';
    for (const name of ['subscription', 'intake']) {
      expect(steps.find(({ step }) => step === name)).toMatchObject({
        kind: 'unchecked',
        reason: expect.stringContaining(action),
      });
    }
    expect(steps.find(({ step }) => step === 'notifications')?.kind).toBe('fine');
    expect(code).toBe(3);
  },
  60_000,
);

describe('with a fault at each step', () => {
  let found: Awaited<ReturnType<typeof examine>>;

  beforeAll(async () => {
    await seedFaults();
    found = await examine();
  }, 60_000);

  it('ends with 1', () => {
    expect(found).toMatchObject({ code: 1, isHealthy: false });
  });

  it.each<[string, RegExp, RegExp]>([
    ['vault', /vault gone .* does not exist/, /^aws glacier list-vaults/],
    ['notifications', /vault backups announces nothing/, /^aws glacier set-vault-notifications/],
    ['topic-policy', /statement Lock .* forbids Glacier/, /^aws sns set-topic-attributes/],
    ['topic-key', /a key of AWS's own/, /KmsMasterKeyId --attribute-value '' --region eu-west-1$/],
    ['subscription', /drops every notice/, /^aws sns set-subscription-attributes/],
    ['intake', /intake is throttled to nothing/, /^aws lambda delete-function-concurrency/],
    ['intake', /SNS may not invoke intake/, /^aws lambda add-permission/],
    [
      'notices-seen',
      /None of the last 3 completions/,
      /^glacier-jobs notices list --stack S --region eu-west-1$/,
    ],
    ['polling', /PollerSchedule is DISABLED/, /update-schedule --cli-input-json/],
    ['delivery', /fanout does not read/, /--uuid uuid-fanout --enabled/],
    ['delivery', /sender does not read DeliveryQueue: .* deleted/, /list-event-source-mappings/],
    ['queues', /FailedNoticesQueue holds 1 notices/, /^glacier-jobs notices redrive/],
    ['endpoints', /is disabled and gets no events/, /^glacier-jobs endpoints enable ep_/],
    ['overdue', /1 pending Standard jobs/, /^glacier-jobs jobs list/],
  ])('finds the one at %s: %s', (step, problem, mend) => {
    const at = found.steps.find((one) => one.step === step);
    expect(at).toMatchObject({
      kind: 'findings',
      findings: expect.arrayContaining([
        {
          severity: expect.any(String),
          problem: expect.stringMatching(problem),
          mend: expect.stringMatching(mend),
        },
      ]),
    });
  });
});
