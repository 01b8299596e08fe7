import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import { afterEach, expect, it, vi } from 'vitest';
import { anInitiation } from '../../support/an-initiation.ts';
import { path } from '../../support/evidence.ts';
import { startTrackingWorld } from '../../support/start-tracking-world.ts';

const ACCESS = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
const context = { awsRequestId: 'request-1', functionName: 'tracker' } as Context;
const MINUTE_MS = 60_000;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const startQueue = async () => {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new SQSClient({ endpoint, ...ACCESS });
  await client.send(new CreateQueueCommand({ QueueName: 'failed' }));
  // Its own URL has a host of the emulator's that not every machine can resolve.
  return { server, endpoint, client, url: `${endpoint}/000000000000/failed` };
};

const keepOutput = () => {
  const lines: string[] = [];
  const keep = (line: unknown) => lines.push(String(line)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  return lines;
};

const stubEnv = (variables: Record<string, string>) => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
};

it('wires a tracker that asks Glacier, records, tries again and keeps what it cannot read', async () => {
  const output = keepOutput();
  const world = await startTrackingWorld();
  const queue = await startQueue();
  try {
    const dynamoEndpoint = await world.dynamo.config.endpoint?.();
    stubEnv({
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_ENDPOINT_URL_DYNAMODB: `http://${dynamoEndpoint?.hostname}:${dynamoEndpoint?.port}`,
      AWS_ENDPOINT_URL_SQS: queue.endpoint,
      GLACIER_ENDPOINT_URL: world.glacier.url,
      POWERTOOLS_METRICS_NAMESPACE: 'GlacierJobNotifier',
      POWERTOOLS_SERVICE_NAME: 'tracker',
      JOBS_TABLE_NAME: world.tableName,
      FAILED_TRACKS_QUEUE_URL: queue.url,
      ACCOUNT_ID: '123456789012',
      PARTITION: 'aws',
      VAULTS: 'photos',
      RETENTION_DAYS: '90',
      EXPIRING_LEAD_MINUTES: '240',
    });
    const { handler } = await import('../../../lambdas/tracker/index.ts');

    world.glacier.faults.set({ hideJobsForMs: MINUTE_MS });
    const { jobId, location } = await world.initiate({ Tier: 'Bulk' });
    const event = anInitiation({ responseElements: { Location: location } });
    const key = { vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos', jobId };
    await expect(handler(event, context)).rejects.toThrow('does not know the job');
    expect(await world.jobs.read(key)).toBeUndefined();

    world.clock.advance(MINUTE_MS);
    await handler(event, context);
    const job = await world.jobs.read(key);
    expect(job).toMatchObject({ tier: 'Bulk', action: 'ArchiveRetrieval', archiveId: 'a' });
    expect(job?.transitions).toMatchObject([{ status: 'InProgress', source: 'cloudtrail' }]);
    await handler(event, context);
    expect(path(await world.jobs.read(key))).toStrictEqual(['InProgress']);

    const unreadable = anInitiation({ responseElements: {} });
    await handler(unreadable, context);
    const { Messages = [] } = await queue.client.send(
      new ReceiveMessageCommand({ QueueUrl: queue.url }),
    );
    expect(Messages.map(({ Body = '' }): unknown => JSON.parse(Body))).toStrictEqual([
      { reason: 'not found in the record: jobId', event: unreadable },
    ]);
    for (const metric of ['TrackTooEarly', 'TrackRecorded', 'TrackRepeated', 'TrackFailed']) {
      expect(output.join('\n')).toContain(`"${metric}"`);
    }
  } finally {
    queue.client.destroy();
    await queue.server.stop();
    await world.stop();
  }
});
