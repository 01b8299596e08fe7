import { readSeenJob } from '../../../lambdas/core/evidence/seen-evidence.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import type { PollingPolicy } from '../../../lambdas/core/polling/policy.ts';
import { createPoller } from '../../../lambdas/poller/handler.ts';
import { createIndexedStore } from './indexed-store.ts';
import { createSimulatedGlacier, type ListOrder } from './simulated-glacier.ts';
import { describeSimulatedJob, type SimulatedJob } from './simulated-job.ts';
import { createSortedIndex } from './sorted-index.ts';

const POLICY = { retentionDays: 30, expiringLeadMinutes: 240 };
const SCOPE = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' };

/** What a world is made of. */
export interface WorldOptions {
  readonly jobs: readonly SimulatedJob[];
  readonly polling: PollingPolicy;
  readonly order: ListOrder;
}

/** The product's own poller and recorder, on a table, an index and a Glacier in memory. */
export const createWorld = ({ jobs, polling, order }: WorldOptions) => {
  const index = createSortedIndex();
  const store = createIndexedStore(index);
  const glacier = createSimulatedGlacier(jobs, order);
  const record = createRecorder(store, POLICY);
  const counts = new Map<string, number>();
  let nowMs = 0;
  const now = (): Instant => new Date(nowMs).toISOString();
  const poller = createPoller({
    index,
    known: store,
    glacier,
    record,
    pollQueue: {
      send: () => Promise.reject(new Error('A run without a time limit left something')),
    },
    scope: { ...SCOPE, vaults: '*' },
    policy: POLICY,
    polling,
    now,
    wait: () => Promise.resolve(),
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (code, cause) => {
        throw new Error(`The poller logged ${code}`, { cause });
      },
    },
    metrics: {
      count: (name, value = 1) => counts.set(name, (counts.get(name) ?? 0) + value),
      countOfVault: () => undefined,
      milliseconds: () => undefined,
    },
  });
  return {
    index,
    store,
    glacier,
    counts,
    poller,
    setNow: (ms: number) => {
      nowMs = ms;
    },
    /** Records what Glacier would report about a job now. */
    record: async (job: SimulatedJob, source: 'registration' | 'notice') => {
      const reading = readSeenJob(describeSimulatedJob(job, nowMs), source, now());
      if (reading.kind === 'seen') await record(reading.evidence, now());
    },
    /** The job's reader says that it has the output. */
    collect: async ({ vaultArn, jobId }: SimulatedJob) => {
      const key = { vaultArn, jobId };
      await record({ kind: 'collected', key, source: 'collection', observedAt: now() }, now());
    },
  };
};

/** See {@link createWorld}. */
export type World = ReturnType<typeof createWorld>;
