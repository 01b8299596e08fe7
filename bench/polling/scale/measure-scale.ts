import { createDynamoJobIndex } from '../../../lambdas/adapters/dynamo-job-index.ts';
import { createDynamoJobStore } from '../../../lambdas/adapters/dynamo-job-store.ts';
import { createDynamoKnownJobs } from '../../../lambdas/adapters/dynamo-known-jobs.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { IndexedJob } from '../../../lambdas/core/poll-ports.ts';
import { createRecorder } from '../../../lambdas/core/record.ts';
import { createPoller } from '../../../lambdas/poller/handler.ts';
import { startDynamodb } from '../../../sandbox/emulators/start-dynamodb.ts';
import { createJobsTable } from '../../jobs-table.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';
import { printTable, say } from '../print-table.ts';
import { createSimulatedGlacier } from '../world/simulated-glacier.ts';
import { loadJobs } from './load-jobs.ts';
import { createMeasuredClient } from './measured-client.ts';
import { removeJobs } from './remove-jobs.ts';

/** Not on the grid, so that jobs that are alone are looked at. */
const TICK = '2026-03-14T12:07:00.000Z';
const GRID_TICK = '2026-03-14T12:15:00.000Z';
const POLICY = { retentionDays: 30, expiringLeadMinutes: 240 };
const ARN = 'arn:aws:glacier:eu-west-1:123456789012:vaults';

/** Jobs that are pending and younger than any look: none is due at either tick. */
function* youngJobs(count: number): Generator<IndexedJob> {
  for (let number = 0; number < count; number += 1) {
    const statusSince = plusMinutes(TICK, -160 + (150 * number) / count);
    yield { vaultArn: `${ARN}/v${number % 1000}`, jobId: `young-${number}`, statusSince };
  }
}

const dueJobs = (count: number, isShared: boolean): IndexedJob[] =>
  Array.from({ length: count }, (_, number) => ({
    vaultArn: isShared ? `${ARN}/shared` : `${ARN}/due-${number}`,
    jobId: `due-${number}`,
    statusSince: plusMinutes(TICK, -240),
  }));

const simulated = (job: IndexedJob) => ({
  ...job,
  tier: 'Standard' as const,
  createdAt: Date.parse(job.statusSince),
  completedAt: Date.parse(job.statusSince) + 10 * 3_600_000,
  isNoticeLost: true,
});

interface Due {
  readonly name: string;
  readonly tick: string;
  readonly jobs: readonly IndexedJob[];
}

const DUE: readonly Due[] = [
  { name: 'none', tick: TICK, jobs: [] },
  { name: 'none, on the grid', tick: GRID_TICK, jobs: [] },
  { name: '10, each alone', tick: TICK, jobs: dueJobs(10, false) },
  { name: '1,000, each alone', tick: TICK, jobs: dueJobs(1000, false) },
  { name: '1,000 of one vault, on the grid', tick: GRID_TICK, jobs: dueJobs(1000, true) },
];

type Measured = ReturnType<typeof createMeasuredClient>;

const measureTick = async ({ client, spent }: Measured, table: string, due: Due) => {
  const glacier = createSimulatedGlacier(due.jobs.map(simulated), 'oldest-first');
  const store = createDynamoJobStore(client, table);
  const poller = createPoller({
    index: createDynamoJobIndex(client, table),
    known: createDynamoKnownJobs(client, table),
    glacier,
    record: createRecorder(store, POLICY),
    pollQueue: { send: () => Promise.reject(new Error('A run without a limit left something')) },
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults: '*' },
    policy: POLICY,
    polling: DEFAULT_POLLING,
    now: () => due.tick,
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
  await poller.tick(due.tick, () => false);
  const seconds = (performance.now() - startedAt) / 1000;
  return [
    due.name,
    String(spent.requests - before.requests),
    (spent.capacityUnits - before.capacityUnits).toFixed(1),
    seconds.toFixed(2),
    String(glacier.calls.describe),
    String(glacier.calls.list),
  ];
};

const HEADS = ['due', 'requests', 'read units', 'seconds', 'DescribeJob', 'ListJobs'];

/** Measures one tick on a real local DynamoDB with so many jobs pending. */
export const measureScale = async (pending: number): Promise<void> => {
  const dynamodb = await startDynamodb();
  const measured = createMeasuredClient(dynamodb.endpoint);
  const table = 'scale-jobs';
  try {
    await createJobsTable(measured.client, table);
    const startedAt = performance.now();
    const tell = (count: number) => say(`    ${count.toLocaleString('en')} loaded`);
    await loadJobs(measured.client, table, youngJobs(pending), tell);
    const seconds = (performance.now() - startedAt) / 1000;
    say(`${pending.toLocaleString('en')} pending (loaded in ${seconds.toFixed(0)} s)`);
    const rows: string[][] = [];
    for (const due of DUE) {
      await loadJobs(measured.client, table, due.jobs, tell);
      rows.push(await measureTick(measured, table, due));
      await removeJobs(measured.client, table, due.jobs);
    }
    printTable(HEADS, rows);
    say();
  } finally {
    measured.client.destroy();
    await dynamodb.stop();
  }
};
