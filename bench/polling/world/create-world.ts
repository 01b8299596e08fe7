import { DEFAULT_LIFE_POLICY } from '../../../lambdas/core/function/settings.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import { createPoller } from '../../../lambdas/poller/handler.ts';
import { readSeen } from '../../notices/read-seen.ts';
import { createIndexedStore } from './indexed-store.ts';
import { createPollerBasics } from './poller-basics.ts';
import { createSimulatedGlacier, type ListOrder } from './simulated-glacier.ts';
import { describeSimulatedJob, type SimulatedJob } from './simulated-job.ts';
import { createSortedIndex } from './sorted-index.ts';

/** The product's own poller and recorder, on a table, an index and a Glacier in memory. */
export const createWorld = (jobs: readonly SimulatedJob[], order: ListOrder) => {
  const index = createSortedIndex();
  const store = createIndexedStore(index);
  const glacier = createSimulatedGlacier(jobs, order);
  const record = createRecorder(store, DEFAULT_LIFE_POLICY);
  const { basics, countOf } = createPollerBasics();
  let nowMs = 0;
  const now = (): Instant => new Date(nowMs).toISOString();
  const poller = createPoller({
    ...basics,
    index,
    known: store,
    glacier,
    record,
    pollQueue: {
      send: () => Promise.reject(new Error('A run without a time limit left something')),
    },
    now,
    wait: () => Promise.resolve(),
  });
  return {
    index,
    store,
    glacier,
    countOf,
    poller,
    setNow: (ms: number) => {
      nowMs = ms;
    },
    /** Records what Glacier would report about a job now. */
    record: (job: SimulatedJob, source: 'registration' | 'notice') =>
      record(readSeen(describeSimulatedJob(job, nowMs), source, now()), now()),
    /** The job's reader says that it has the output. */
    collect: ({ vaultArn, jobId }: SimulatedJob) => {
      const key = { vaultArn, jobId };
      return record({ kind: 'collected', key, source: 'collection', observedAt: now() }, now());
    },
  };
};

/** See {@link createWorld}. */
export type World = ReturnType<typeof createWorld>;
