import { createDynamoJobIndex } from '../../../lambdas/adapters/dynamo/job-index.ts';
import { createDynamoJobStore } from '../../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../../../lambdas/adapters/dynamo/known-jobs.ts';
import { DEFAULT_LIFE_POLICY } from '../../../lambdas/core/function/settings.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import type { Remainder } from '../../../lambdas/core/polling/ports.ts';
import type { PollerDeps } from '../../../lambdas/poller/deps.ts';
import { createPoller } from '../../../lambdas/poller/handler.ts';
import { startDynamodb } from '../../../sandbox/emulators/start-dynamodb.ts';
import { silent } from '../../../simulation/functions/tools.ts';
import { loadItems } from '../../load-items.ts';
import { type CountedClient, createCountedClient } from '../../notices/counted-client.ts';
import { createJobsTable } from '../../notices/jobs-table.ts';
import { printTable, say } from '../../report/print-table.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';
import { failOnError } from '../plays/start-poller.ts';

/** A tick that polls Expedited jobs alone, and one that polls all tiers. */
const TICKS = ['2026-03-14T12:10:00.000Z', '2026-03-14T12:13:00.000Z'];
const ARN = 'arn:aws:glacier:eu-west-1:123456789012:vaults';

/** Pending jobs of 3 to 11 hours: a third of them is due at each tick that polls them. */
const createJobs = (count: number, vaults: number) => ({
  count,
  itemOf: (number: number) => {
    const at = plusMinutes('2026-03-14T12:13:00.000Z', -660 + (480 * number) / count);
    return {
      vaultArn: `${ARN}/v${number % vaults}`,
      jobId: `job-${number}`,
      statusKey: 'InProgress#Standard',
      status: 'InProgress',
      sequence: 1,
      revision: 1,
      tier: 'Standard',
      action: 'ArchiveRetrieval',
      jobDescription: 'restore of a photo album, part of a larger batch',
      creationDate: at,
      firstSeenAt: at,
      statusSince: at,
      lastChange: 'transition',
      transitions: [{ status: 'InProgress', at, source: 'registration' }],
    };
  },
});

/** Answers that every job is in progress, at once. */
const createPendingGlacier = () => {
  const calls = { describe: 0, list: 0 };
  const glacier: PollerDeps['glacier'] = {
    describeJob: (key, observedAt) => {
      calls.describe += 1;
      const seen = { kind: 'seen', key, source: 'describe-job', observedAt } as const;
      const evidence = { ...seen, statusCode: 'InProgress', details: {} } as const;
      return Promise.resolve({ kind: 'seen', evidence });
    },
    listJobs: () => {
      calls.list += 1;
      return Promise.resolve({ kind: 'page', jobs: [], refused: [] });
    },
    listVaults: () => Promise.resolve({ names: [] }),
  };
  return { calls, glacier };
};

const measureTick = async ({ client, takeSpent }: CountedClient, table: string, tick: string) => {
  const { calls, glacier } = createPendingGlacier();
  const store = createDynamoJobStore(client, table);
  const left: Remainder[] = [];
  const poller = createPoller({
    ...silent,
    log: { ...silent.log, error: failOnError },
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults: '*' },
    policy: DEFAULT_LIFE_POLICY,
    polling: DEFAULT_POLLING,
    index: createDynamoJobIndex(client, table),
    known: createDynamoKnownJobs(client, table),
    glacier,
    record: createRecorder(store, DEFAULT_LIFE_POLICY),
    // What one run reads at once is bounded: others continue.
    pollQueue: { send: (remainder) => Promise.resolve(void left.push(remainder)) },
    now: () => tick,
    wait: () => Promise.resolve(),
  });
  takeSpent();
  const startedAt = performance.now();
  await poller.tick(tick, () => false);
  for (let next = left.shift(); next; next = left.shift()) await poller.resume(next, () => false);
  const seconds = (performance.now() - startedAt) / 1000;
  const { requests, readUnits } = takeSpent();
  return [
    String(requests),
    readUnits.toFixed(1),
    seconds.toFixed(1),
    String(calls.describe),
    String(calls.list),
  ];
};

const HEADS = ['pending', 'tick', 'requests', 'read units', 'seconds', 'DescribeJob', 'ListJobs'];

/** Measures ticks on a real local DynamoDB with this many jobs pending in some vaults. */
export const measureScale = async (pending: number, vaults: number): Promise<void> => {
  const dynamodb = await startDynamodb();
  const counted = createCountedClient(dynamodb.endpoint);
  const table = 'scale-jobs';
  const rows: string[][] = [];
  try {
    await createJobsTable(counted.client, table);
    await loadItems(counted.client, table, createJobs(pending, vaults));
    const name = `${pending.toLocaleString('en')} in ${vaults.toLocaleString('en')} vaults`;
    for (const tick of TICKS) {
      rows.push([name, tick.slice(11, 16), ...(await measureTick(counted, table, tick))]);
    }
    printTable(HEADS, rows);
    say();
  } finally {
    counted.client.destroy();
    await dynamodb.stop();
  }
};
