import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import { readJobItem } from '../../../lambdas/core/job/item.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';
import type { JobStore, JobWrite, WriteGuard } from '../../../lambdas/core/job/store.ts';
import type { KnownJobs } from '../../../lambdas/core/polling/ports.ts';
import type { SortedIndex } from './sorted-index.ts';

/** The Jobs table in memory. */
export interface IndexedStore extends JobStore, KnownJobs {
  readonly jobs: ReadonlyMap<string, Job>;
  /** How many writes were tried. */
  readonly writes: () => number;
}

const nameOf = ({ vaultArn, jobId }: JobKey): string => `${vaultArn} ${jobId}`;

const holds = (guard: WriteGuard, job: Job | undefined): boolean => {
  switch (guard.kind) {
    case 'new':
      return job === undefined;
    case 'new-or-pending':
      return job === undefined || isPending(job, guard.at);
    case 'as-decided':
      return job?.sequence === guard.sequence && job.revision === guard.revision;
  }
};

const isPending = ({ status, firstSeenAt, sequence, transitions }: Job, at: string): boolean =>
  status === 'InProgress' &&
  firstSeenAt <= at &&
  sequence === 1 &&
  transitions[0]?.eventVersion === undefined;

const apply = (job: Job | undefined, write: JobWrite): Job => {
  const { key, set, setIfMissing, remove, append } = write;
  const transitions = [...(job?.transitions ?? []), ...append];
  const sequence = (job?.sequence ?? 0) + append.length;
  const revision = (job?.revision ?? 0) + 1;
  const kept = Object.entries(job ?? {}).filter(([name]) => !remove.includes(name));
  const before = { ...setIfMissing, ...Object.fromEntries(kept) };
  return readJobItem({ ...before, transitions, sequence, revision, ...set, ...key });
};

/** Creates an empty table that keeps an index up to date, without the lag of the real one. */
export const createIndexedStore = (index: SortedIndex): IndexedStore => {
  const jobs = new Map<string, Job>();
  let writes = 0;
  return {
    jobs,
    writes: () => writes,
    read: (key) => Promise.resolve(jobs.get(nameOf(key))),
    find: (keys) => Promise.resolve(keys.flatMap((key) => jobs.get(nameOf(key)) ?? [])),
    write: (write) => {
      writes += 1;
      const before = jobs.get(nameOf(write.key));
      if (!holds(write.guard, before)) return Promise.resolve({ kind: 'clash', job: before });
      const after = apply(before, write);
      if (before) index.remove(before.statusKey, before);
      index.put(after.statusKey, after);
      jobs.set(nameOf(write.key), after);
      return Promise.resolve({ kind: 'written' });
    },
  };
};
