import { createDynamoJobIndex } from '../../../lambdas/adapters/dynamo/job-index.ts';
import { createDynamoJobStore } from '../../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../../../lambdas/adapters/dynamo/known-jobs.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import type { IndexedJob, Remainder } from '../../../lambdas/core/polling/ports.ts';
import type { PollerDeps } from '../../../lambdas/poller/deps.ts';
import { createPoller } from '../../../lambdas/poller/handler.ts';
import { startDynamodb } from '../../../sandbox/emulators/start-dynamodb.ts';
import { createJobsTable } from '../../notices/jobs-table.ts';
import { printTable, say } from '../../report/print-table.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';
import { loadJobs } from './load-jobs.ts';
import { createMeasuredClient } from './measured-client.ts';

/** A tick that polls Expedited jobs alone, and one that polls all tiers. */
const TICKS = ['2026-03-14T12:10:00.000Z', '2026-03-14T12:13:00.000Z'];
const POLICY = { retentionDays: 30, expiringLeadMinutes: 240 };
const ARN = 'arn:aws:glacier:eu-west-1:123456789012:vaults';

/** Pending jobs of 3 to 11 hours: a third of them is due at each tick that polls them. */
const createJobs = (count: number, vaults: number): IndexedJob[] =>
  Array.from({ length: count }, (_, number) => ({
    vaultArn: `${ARN}/v${number % vaults}`,
    jobId: `job-${number}`,
    statusSince: plusMinutes('2026-03-14T12:13:00.000Z', -660 + (480 * number) / count),
  }));

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

type Measured = ReturnType<typeof createMeasuredClient>;

const measureTick = async ({ client, spent }: Measured, table: string, tick: string) => {
  const { calls, glacier } = createPendingGlacier();
  const store = createDynamoJobStore(client, table);
  const left: Remainder[] = [];
  const poller = createPoller({
    index: createDynamoJobIndex(client, table),
    known: createDynamoKnownJobs(client, table),
    glacier,
    record: createRecorder(store, POLICY),
    // What one run reads at once is bounded: others continue.
    pollQueue: { send: (remainder) => Promise.resolve(void left.push(remainder)) },
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults: '*' },
    policy: POLICY,
    polling: DEFAULT_POLLING,
    now: () => tick,
    wait: () => Promise.resolve(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    metrics: {
      count: () => undefined,
      countOfVault: () => undefined,
      milliseconds: () => undefined,
    },
  });
  const before = { ...spent };
  const startedAt = performance.now();
  await poller.tick(tick, () => false);
  for (let next = left.shift(); next; next = left.shift()) await poller.resume(next, () => false);
  const seconds = (performance.now() - startedAt) / 1000;
  return [
    String(spent.requests - before.requests),
    (spent.capacityUnits - before.capacityUnits).toFixed(1),
    seconds.toFixed(1),
    String(calls.describe),
    String(calls.list),
  ];
};

const HEADS = ['pending', 'tick', 'requests', 'read units', 'seconds', 'DescribeJob', 'ListJobs'];

/** Measures ticks on a real local DynamoDB with this many jobs pending in some vaults. */
export const measureScale = async (pending: number, vaults: number): Promise<void> => {
  const dynamodb = await startDynamodb();
  const measured = createMeasuredClient(dynamodb.endpoint);
  const table = 'scale-jobs';
  const rows: string[][] = [];
  try {
    await createJobsTable(measured.client, table);
    const report = (count: number) => say(`    ${count.toLocaleString('en')} loaded`);
    await loadJobs(measured.client, table, createJobs(pending, vaults), report);
    const name = `${pending.toLocaleString('en')} in ${vaults.toLocaleString('en')} vaults`;
    for (const tick of TICKS) {
      rows.push([name, tick.slice(11, 16), ...(await measureTick(measured, table, tick))]);
    }
    printTable(HEADS, rows);
    say();
  } finally {
    measured.client.destroy();
    await dynamodb.stop();
  }
};
