import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlacierClient, InitiateJobCommand } from '@aws-sdk/client-glacier';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo-job-store.ts';
import { createGlacier } from '../../lambdas/adapters/glacier-api.ts';
import { createRecorder } from '../../lambdas/core/record.ts';
import { createVirtualClock } from '../../sandbox/clock/virtual-clock.ts';
import type { GlacierSimulator } from '../../sandbox/glacier/glacier-simulator.ts';
import { startGlacier } from '../../sandbox/glacier/start-glacier.ts';
import { type Receiver, startReceiver } from '../../sandbox/receiver/start-receiver.ts';
import { registerEndpoint } from '../../sandbox/register-endpoint.ts';
import type { StackOutputs } from '../../sandbox/stack-outputs.ts';
import { anArchiveNotice, PHOTOS_ARN } from '../support/a-notice.ts';
import { POLICY } from '../support/evidence.ts';
import { ACCOUNT_ID, deployService, REGION } from './deploy-service.ts';

const SentEvent = z.object({
  type: z.string(),
  data: z.object({ jobId: z.string(), source: z.string() }),
});
const endpoint = process.env['AWS_ENDPOINT_URL'];
const MINUTE_MS = 60_000;
const access = {
  endpoint: endpoint ?? '',
  region: REGION,
  credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'emulator' },
};

/** Starts a job that ends in half a minute without a word, and tells what Glacier says of it now. */
const startSilentJob = async (glacier: GlacierSimulator) => {
  glacier.createVault('photos');
  const { archiveId } = glacier.addArchive('photos', { archiveId: 'an-archive' });
  const client = new GlacierClient({ ...access, endpoint: glacier.url });
  const { jobId = '' } = await client.send(
    new InitiateJobCommand({
      accountId: '-',
      vaultName: 'photos',
      jobParameters: { Type: 'archive-retrieval', ArchiveId: archiveId, Tier: 'Expedited' },
    }),
  );
  glacier.fixJob(jobId, { outcome: 'Succeeded', durationMs: MINUTE_MS / 2 });
  const answer = await createGlacier(client).describeJob(
    { vaultArn: PHOTOS_ARN, jobId },
    new Date().toISOString(),
  );
  if (answer.kind !== 'seen') throw new Error(`Glacier answered ${answer.kind}`);
  return { ...answer.evidence, source: 'registration' } as const;
};

describe.skipIf(!endpoint)('the service as deployed to AWS_ENDPOINT_URL', () => {
  const clock = createVirtualClock();
  const secrets = new Map<string, string>();
  const dynamodb = new DynamoDBClient(access);
  const sns = new SNSClient(access);
  let glacier: GlacierSimulator | undefined;
  let receiver: Receiver | undefined;
  let outputs: StackOutputs;

  beforeAll(async () => {
    glacier = await startGlacier({
      clock,
      region: REGION,
      accountId: ACCOUNT_ID,
      publish: () => Promise.resolve(),
    });
    receiver = await startReceiver({ clock, secretFor: (path) => secrets.get(path) });
    outputs = await deployService({
      vaults: 'photos',
      glacierEndpointUrl: glacier.url,
      'webhooks.allowHttp': 'true',
      'webhooks.allowedCidrs': '127.0.0.0/8',
    });
    const registered = await registerEndpoint(
      { url: `${receiver.url}/hook` },
      {
        dynamodb,
        endpointsTableName: outputs.EndpointsTableName,
        secretsTableName: outputs.EndpointSecretsTableName,
        clock,
      },
    );
    secrets.set('/hook', registered.secret);
  }, 5 * MINUTE_MS);

  afterAll(async () => {
    await receiver?.stop();
    await glacier?.stop();
  });

  const theGlacier = () => {
    if (!glacier) throw new Error('The simulator did not start');
    return glacier;
  };

  const verifiedEvents = () =>
    receiver?.received
      .filter(({ verified }) => verified)
      .map(({ body }) => SentEvent.parse(JSON.parse(body.toString())))
      .map(({ type, data }) => [type, data.jobId, data.source]);

  it(
    'carries a notice from NoticeTopic to a verified webhook',
    async () => {
      const notice = anArchiveNotice({
        JobId: `noticed-${Date.now()}`,
        CompletionDate: new Date().toISOString(),
      });
      await sns.send(
        new PublishCommand({ TopicArn: outputs.NoticeTopicArn, Message: JSON.stringify(notice) }),
      );
      await vi.waitFor(
        () =>
          expect(verifiedEvents()).toContainEqual([
            'glacier.job.succeeded',
            notice.JobId,
            'notice',
          ]),
        { timeout: MINUTE_MS, interval: 500 },
      );
    },
    2 * MINUTE_MS,
  );

  it(
    'finds by its schedule a job of which no notice ever came',
    async () => {
      const evidence = await startSilentJob(theGlacier());
      const record = createRecorder(createDynamoJobStore(dynamodb, outputs.JobsTableName), POLICY);
      await record(evidence, evidence.observedAt);
      await vi.waitFor(
        () =>
          expect(verifiedEvents()).toContainEqual([
            'glacier.job.succeeded',
            evidence.key.jobId,
            'describe-job',
          ]),
        { timeout: 6 * MINUTE_MS, interval: 1000 },
      );
    },
    7 * MINUTE_MS,
  );
});
