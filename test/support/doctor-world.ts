import { ConfirmSubscriptionCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import type { SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import { readSeenJob } from '../../lambdas/core/evidence/seen-evidence.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import type { Diagnosis } from '../../operations/doctor/diagnose.ts';
import { anArchiveNotice } from './a-notice.ts';
import { startCliSandbox } from './cli-sandbox.ts';
import { policyOf } from './doctor-facts.ts';
import { POLICY } from './evidence.ts';
import { functionArn, startFakeAws } from './fake-aws.ts';
import { runInProcess } from './run-in-process.ts';

const FUNCTIONS = ['Intake', 'Poller', 'FanOut', 'Sender', 'Redeliver', 'GroupMonitor'];
const SCHEDULES = [
  'PollerSchedule',
  'PollerSweepSchedule',
  'RedeliverSchedule',
  'GroupMonitorSchedule',
];

/** Names what belongs to the construct `Photos`, as the CDK does. */
const inPhotos = (things: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(things).map(([name, value]) => [`Photos${name}`, value]));

const lastLine = ({ stdout }: { readonly stdout: string }) => stdout.trim().split('\n').at(-1);

/** A healthy stack whose services are a sandbox's, and a fake's where a sandbox has none. */
export const startDoctorWorld = async () => {
  const sandbox = await startCliSandbox({ vaults: ['photos', 'backups'] });
  const aws = await startFakeAws();
  const { clients, clock, outputs, urls } = sandbox;
  const { NoticeTopicArn } = outputs;
  aws.outputs = {
    // Of a user's own stack, with an additional queue.
    BackupDeliveryQueueUrl: 'http://127.0.0.1:1/backup',
    ...inPhotos({
      ...outputs,
      // The emulated SNS knows an account of its own.
      EventsTopicArn: 'arn:aws:sns:eu-west-1:123456789012:events',
    }),
  };
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
    groupmonitor: {},
  };
  const { SubscriptionArn: subscriptionArn = '' } = await clients.sns.send(
    new SubscribeCommand({
      TopicArn: NoticeTopicArn,
      Protocol: 'lambda',
      Endpoint: functionArn('intake'),
    }),
  );
  // The emulator's token, where SNS would confirm a function's subscription by itself.
  await clients.sns.send(
    new ConfirmSubscriptionCommand({ TopicArn: NoticeTopicArn, Token: subscriptionArn }),
  );
  const env = {
    ...sandbox.env,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: aws.url,
    AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
    AWS_ENDPOINT_URL_GLACIER: urls.glacier,
    AWS_ENDPOINT_URL_SNS: urls.messaging,
    AWS_ENDPOINT_URL_SQS: urls.messaging,
  };
  const store = createDynamoJobStore(clients.dynamodb, outputs.JobsTableName);
  const examineStack = (...options: readonly string[]) =>
    runInProcess(['doctor', ...options, '--stack', 'S', '--region', 'eu-west-1'], env);
  return {
    sandbox,
    aws,
    subscriptionArn,
    /** Examines the stack. */
    examine: async () => read(await examineStack('--json')),
    /** Examines the sandbox. */
    examineSandbox: async () => read(await sandbox.run('doctor', '--json')),
    /** Examines the stack, and returns the last line of the text. */
    summary: async () => lastLine(await examineStack()),
    /** Examines the sandbox, and returns the last line of the text. */
    summaryOfSandbox: async () => lastLine(await sandbox.run('doctor')),
    record: async (source: SeenEvidence['source'], changes: object) => {
      const now = new Date(clock.now()).toISOString();
      const reading = readSeenJob(anArchiveNotice(changes), source, now);
      if (reading.kind === 'refused') throw new Error(reading.reason);
      await createRecorder(store, POLICY)(reading.evidence, now);
    },
    hoursAgo: (hours: number) => new Date(clock.now() - hours * 3_600_000).toISOString(),
    stop: async () => {
      await aws.stop();
      await sandbox.stop();
    },
  };
};

const read = ({ stdout, stderr, code }: Awaited<ReturnType<typeof runInProcess>>) => {
  if (stdout === '') throw new Error(stderr);
  const { isHealthy, steps } = JSON.parse(stdout) as Diagnosis;
  return {
    code,
    isHealthy,
    steps,
    at: (name: string) => steps.find(({ step }) => step === name),
    /** What is not in order. */
    amiss: steps.filter(({ kind }) => kind !== 'fine'),
  };
};
