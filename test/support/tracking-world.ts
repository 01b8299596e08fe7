import { GlacierClient, InitiateJobCommand } from '@aws-sdk/client-glacier';
import { createJobsTable } from '../../bench/notices/jobs-table.ts';
import { createDynamoJobIndex } from '../../lambdas/adapters/dynamo/job-index.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../../lambdas/adapters/dynamo/known-jobs.ts';
import { createGlacier } from '../../lambdas/adapters/glacier/describe-job.ts';
import { createGlacierLists } from '../../lambdas/adapters/glacier/lists.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import type { Remainder } from '../../lambdas/core/polling/ports.ts';
import { createPoller } from '../../lambdas/poller/handler.ts';
import { readPollMessage } from '../../lambdas/poller/poll-message.ts';
import { createRandom } from '../../sandbox/glacier/seeded-random.ts';
import { startGlacier } from '../../sandbox/glacier/start-glacier.ts';
import { createVirtualClock } from '../../sandbox/time/virtual-clock.ts';
import { POLICY } from './evidence.ts';
import { createFakeLog, createFakeMetrics } from './fake-telemetry.ts';
import { type LocalDynamo, startLocalDynamo } from './local-dynamo.ts';
import { inTime, POLLING } from './polling.ts';

const REGION = 'eu-west-1';
const ACCOUNT = '123456789012';
const TABLE = 'tracked-jobs';
export const MINUTE_MS = 60_000;

/** Counts the writes of a client. */
const countWrites = (local: LocalDynamo): { writes: number } => {
  const count = { writes: 0 };
  local.client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === 'UpdateItemCommand') count.writes += 1;
        return next(args);
      },
    { step: 'initialize', name: 'countWrites' },
  );
  return count;
};

const jobParameters = (tier: string) =>
  tier === 'Inventory'
    ? { Type: 'inventory-retrieval' }
    : { Type: 'archive-retrieval', ArchiveId: 'any', Tier: tier };

/** Starts a job; throttled calls are made again, as whoever starts jobs would. */
const createInitiate = (client: GlacierClient) => {
  const initiate = async (vaultName: string, tier: string): Promise<string> => {
    const request = { accountId: '-', vaultName, jobParameters: jobParameters(tier) };
    try {
      return (await client.send(new InitiateJobCommand(request))).jobId ?? '';
    } catch (error) {
      if (error instanceof Error && error.name === 'ThrottlingException') {
        return initiate(vaultName, tier);
      }
      throw error;
    }
  };
  return initiate;
};

/**
 * The real poller on a local DynamoDB and the Glacier simulator, over HTTP, in virtual time.
 *
 * Notices go nowhere. Its ticks are given by the test, which may leave some out or give them twice.
 */
export const startTrackingWorld = async (vaults: readonly string[]) => {
  const clock = createVirtualClock();
  const start = Math.ceil(clock.now() / (60 * MINUTE_MS)) * 60 * MINUTE_MS;
  clock.jumpTo(start);
  const publish = () => Promise.resolve();
  const glacier = await startGlacier({
    clock,
    region: REGION,
    accountId: ACCOUNT,
    publish,
    seed: 7,
  });
  for (const vault of vaults) glacier.createVault(vault);
  const client = new GlacierClient({
    endpoint: glacier.url,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // The poller's own limit is what is tested, not the SDK's retries.
    maxAttempts: 1,
  });
  const local = await startLocalDynamo();
  await createJobsTable(local.client, TABLE);
  const count = countWrites(local);
  const store = createDynamoJobStore(local.client, TABLE);
  const record = createRecorder(store, POLICY);
  const queue: Remainder[] = [];
  const log = createFakeLog();
  const metrics = createFakeMetrics();
  const now = () => new Date(clock.now()).toISOString();
  const calls = { ...createGlacier(client), ...createGlacierLists(client) };
  const poller = createPoller({
    index: createDynamoJobIndex(local.client, TABLE),
    known: createDynamoKnownJobs(local.client, TABLE),
    glacier: calls,
    record,
    pollQueue: {
      send: (remainder) => {
        queue.push(readPollMessage(JSON.stringify(remainder)));
        return Promise.resolve();
      },
    },
    scope: { partition: 'aws', region: REGION, accountId: ACCOUNT, vaults: '*' },
    policy: POLICY,
    polling: POLLING,
    now,
    wait: () => Promise.resolve(),
    log,
    metrics,
  });
  return {
    clock,
    start,
    glacier,
    poller,
    queue,
    store,
    log,
    metrics,
    count,
    calls,
    record,
    now,
    random: createRandom(42),
    keyOf: (vault: string, jobId: string) => ({
      vaultArn: `arn:aws:glacier:${REGION}:${ACCOUNT}:vaults/${vault}`,
      jobId,
    }),
    initiate: createInitiate(client),
    deleteVault: (vault: string) =>
      fetch(`${glacier.url}/_simulator/vaults`, {
        method: 'POST',
        body: JSON.stringify({ vault, exists: false }),
      }),
    /** Goes on with what runs left, as the queue would. */
    drain: async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await poller.resume(next, inTime);
    },
    stop: async () => {
      client.destroy();
      await glacier.stop();
      await local.stop();
    },
  };
};

/** See {@link startTrackingWorld}. */
export type TrackingWorld = Awaited<ReturnType<typeof startTrackingWorld>>;
