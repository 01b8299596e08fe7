import { WRITTEN } from '../../lambdas/core/event/event-version.ts';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { readJobItem } from '../../lambdas/core/job/item.ts';
import type { Job, Transition } from '../../lambdas/core/job/job.ts';
import type { JobStore, JobWrite, WriteGuard } from '../../lambdas/core/job/store.ts';
import type { KnownJob, KnownJobs } from '../../lambdas/core/polling/ports.ts';

/** Hears of every write, with the row before and after it. */
export type OnJobChange = (before: Job | undefined, after: Job) => void;

/** The Jobs table in memory: conditional writes as DynamoDB makes them. */
export interface JobsTable extends JobStore, KnownJobs {
  readonly rows: ReadonlyMap<string, Job>;
  /** Deletes a row, as the table's TTL does. */
  readonly remove: (key: JobKey) => void;
}

/** A job's key as text. */
export const jobName = ({ vaultArn, jobId }: JobKey): string => `${vaultArn} ${jobId}`;

/** Creates an empty table; `addLater` may change a transition that is appended. */
export const createJobsTable = (
  onChange: OnJobChange,
  addLater: (step: Transition) => Transition = (step) => step,
): JobsTable => {
  const rows = new Map<string, Job>();
  return {
    rows,
    remove: (key) => void rows.delete(jobName(key)),
    read: (key) => Promise.resolve(rows.get(jobName(key))),
    find: (keys) =>
      Promise.resolve([...new Set(keys.map(jobName))].flatMap((name) => toKnown(rows.get(name)))),
    write: (write) => {
      const before = rows.get(jobName(write.key));
      if (!holds(write.guard, before)) return Promise.resolve({ kind: 'clash', job: before });
      const after = apply(before, { ...write, append: write.append.map(addLater) });
      rows.set(jobName(write.key), after);
      onChange(before, after);
      return Promise.resolve({ kind: 'written' });
    },
  };
};

/** The attributes that a read of many jobs asks for. */
const toKnown = (row: Job | undefined): KnownJob[] => {
  if (!row) return [];
  const { vaultArn, jobId, status, statusCode, vaultMissingSince } = row;
  const code = statusCode === undefined ? {} : { statusCode };
  const missing = vaultMissingSince === undefined ? {} : { vaultMissingSince };
  return [{ vaultArn, jobId, status, ...code, ...missing }];
};

const holds = (guard: WriteGuard, job: Job | undefined): boolean => {
  switch (guard.kind) {
    case 'new':
      return job === undefined;
    case 'new-or-pending':
      return job === undefined || isPending(job, guard);
    case 'as-decided':
      return job?.sequence === guard.sequence && job.revision === guard.revision;
  }
};

type PendingGuard = Extract<WriteGuard, { readonly kind: 'new-or-pending' }>;

const isPending = (job: Job, { at, taggedAs }: PendingGuard): boolean =>
  job.status === 'InProgress' &&
  job.firstSeenAt <= at &&
  job.sequence === 1 &&
  [undefined, WRITTEN.eventVersion].includes(job.transitions[0]?.eventVersion) &&
  (taggedAs === undefined
    ? job.group === undefined
    : [undefined, taggedAs].includes(job.jobDescription));

const apply = (job: Job | undefined, write: JobWrite): Job => {
  const { key, set, setIfMissing, remove, append } = write;
  const kept = Object.entries(job ?? {}).filter(([name]) => !remove.includes(name));
  return readJobItem({
    ...Object.fromEntries([...defined(setIfMissing), ...kept]),
    transitions: [...(job?.transitions ?? []), ...append],
    sequence: (job?.sequence ?? 0) + append.length,
    ...Object.fromEntries(defined(set)),
    revision: (job?.revision ?? 0) + 1,
    ...key,
  });
};

const defined = (attributes: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(attributes).filter(([, value]) => value !== undefined);
