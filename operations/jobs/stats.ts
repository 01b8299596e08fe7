import type { Source } from '../../lambdas/core/evidence/evidence.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { Transition } from '../../lambdas/core/job/job.ts';
import { pendingTier, STATUSES, type Status } from '../../lambdas/core/job/status.ts';

/** What the counts need of a job. */
export interface CountedJob {
  readonly vaultArn: string;
  readonly status: Status;
  readonly action?: string | undefined;
  readonly tier?: string | undefined;
  readonly completionDate?: Instant | undefined;
  readonly transitions: readonly Pick<Transition, 'status' | 'at' | 'source'>[];
}

/** How long after a job's completion its end was recorded. */
export interface DelayStats {
  readonly count: number;
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly mostMs: number;
}

/** Counts over many jobs. */
export interface JobStats {
  readonly jobs: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byTier: Readonly<Record<string, number>>;
  readonly byVault: Readonly<Record<string, number>>;
  /** Jobs that were seen to end well, and all that were seen to end. */
  readonly succeeded: number;
  readonly finished: number;
  /** By the source that first reported the completion. */
  readonly detection: Readonly<Partial<Record<Source, DelayStats>>>;
}

/** Counts jobs that come one after another, so that they need not fit into memory. */
export interface JobCounter {
  /** Counts one more. */
  add(job: CountedJob): void;
  /** The counts so far. */
  result(): JobStats;
}

const ENDS: readonly Status[] = ['Succeeded', 'Failed'];

/** Creates a counter that has counted none. */
export const createJobCounter = (): JobCounter => {
  const byStatus = new Map<string, number>();
  const byTier = new Map<string, number>();
  const byVault = new Map<string, number>();
  const delays = new Map<Source, number[]>();
  let succeeded = 0;
  let finished = 0;
  return {
    add: (job) => {
      countUp(byStatus, job.status);
      countUp(byTier, pendingTier(job));
      countUp(byVault, job.vaultArn);
      const end = job.transitions.find(({ status }) => ENDS.includes(status));
      if (end === undefined) return;
      finished += 1;
      if (job.status !== 'Failed') succeeded += 1;
      if (job.completionDate !== undefined) addDelay(delays, end, job.completionDate);
    },
    result: () => ({
      jobs: [...byStatus.values()].reduce((sum, count) => sum + count, 0),
      byStatus: inOrder(byStatus, STATUSES),
      byTier: Object.fromEntries(byTier),
      byVault: Object.fromEntries(byVault),
      succeeded,
      finished,
      detection: Object.fromEntries(
        [...delays].map(([source, all]) => [source, summarizeDelays(all)]),
      ),
    }),
  };
};

const countUp = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

const inOrder = (counts: ReadonlyMap<string, number>, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const count = counts.get(name);
      return count === undefined ? [] : [[name, count]];
    }),
  );

const addDelay = (
  delays: Map<Source, number[]>,
  { source, at }: CountedJob['transitions'][number],
  completionDate: Instant,
): void => {
  const delayMs = Math.max(0, Date.parse(at) - Date.parse(completionDate));
  const known = delays.get(source);
  if (known === undefined) delays.set(source, [delayMs]);
  else known.push(delayMs);
};

/** Summarizes durations. */
export const summarizeDelays = (delaysMs: readonly number[]): DelayStats => {
  const sorted = delaysMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { count: sorted.length, medianMs: at(0.5), p90Ms: at(0.9), mostMs: at(1) };
};
