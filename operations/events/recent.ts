import type { AnnouncedEvent } from '../../lambdas/core/event/announced-event.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import type { GroupOrigin } from '../../lambdas/core/event/origin.ts';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { buildGroupEvent } from '../../lambdas/core/group/event.ts';
import { type Instant, plusMinutes } from '../../lambdas/core/instant.ts';
import { PENDING_TIERS, pendingKey, STATUSES, type Status } from '../../lambdas/core/job/status.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';
import type { GroupEntries } from '../replay/ports.ts';

/** A job as projected into the index `byStatus`. */
export interface RecentJob extends JobKey {
  readonly sequence: number;
  /** Mostly the time of its completion or creation, not of the recording. */
  readonly statusSince: Instant;
}

/** Finds the newest jobs of a partition of the index `byStatus`. */
export interface RecentJobs {
  /** Gives all jobs, the newest first by `statusSince`; reads no page that is not asked for. */
  readonly pages: (statusKey: string, pageSize: number) => AsyncIterable<readonly RecentJob[]>;
}

/** Returns up to `limit` jobs, the newest first. */
export const newestJobs = async (
  { pages }: RecentJobs,
  statusKey: string,
  limit: number,
): Promise<readonly RecentJob[]> => {
  for await (const page of pages(statusKey, limit)) return page;
  return [];
};

/** Finds the groups that were written last. */
export interface RecentGroups {
  /** Gives up to `limit` groups of each state, the last written first, each with its last sequence. */
  readonly newest: (limit: number) => Promise<readonly GroupOrigin[]>;
}

/** What following events takes. */
export interface FollowDeps {
  readonly recent: RecentJobs;
  readonly jobs: Pick<JobStore, 'read'>;
  readonly groups: RecentGroups;
  readonly entries: GroupEntries;
}

/** The partitions of the index `byStatus`. */
export const STATUS_KEYS: readonly string[] = [
  ...PENDING_TIERS.map(pendingKey),
  ...STATUSES.filter((status: Status) => status !== 'InProgress'),
];

const PAGE_SIZE = 100;
const MOST_GROUPS = 1000;
const SETTLED_MINUTES = 10;

/**
 * Creates the function that gives the events of jobs and groups since its last call.
 *
 * The first call only remembers what is there. A later one reads the newest jobs of each status, down to a
 * page that has nothing new and no completion of the last ten minutes: a batch that completes at once is
 * given whole. It is no outbox: a job that is recorded later than that may be missed.
 */
export const createEventFollower = (
  deps: FollowDeps,
  now: () => Instant,
): (() => Promise<readonly AnnouncedEvent[]>) => {
  const startedAt = now();
  let sequences: ReadonlyMap<string, number> | undefined;
  return async () => {
    const seen = new Map(sequences);
    const isFirst = sequences === undefined;
    const readNews = async (newest: readonly Newest[]): Promise<readonly Step[]> => {
      const changed = noteChanged(newest, seen);
      if (isFirst) return [];
      const read = changed.map(async ({ known, steps }) =>
        // What was not remembered may have a past.
        (await steps(known)).filter(({ at }) => known !== undefined || at >= startedAt),
      );
      return (await Promise.all(read)).flat();
    };
    const groups = await deps.groups.newest(MOST_GROUPS);
    const found = [...(await readNews(groups.map((group) => ofGroup(group, deps))))];
    const settledBefore = plusMinutes(now(), -SETTLED_MINUTES);
    for (const key of STATUS_KEYS) {
      for await (const page of deps.recent.pages(key, PAGE_SIZE)) {
        const news = await readNews(page.map((job) => ofJob(job, deps)));
        found.push(...news);
        if (isFirst || isLast(page, news, settledBefore)) break;
      }
    }
    // Not before: after a fault the next call finds the same events.
    sequences = seen;
    return found.flatMap(({ event }) => event ?? []);
  };
};

const isLast = (page: readonly RecentJob[], news: readonly Step[], settledBefore: Instant) =>
  news.length === 0 && (page.at(-1)?.statusSince ?? '') < settledBefore;

/** Notes the sequences of jobs and groups, and returns those that have a new one, with the one before. */
const noteChanged = (newest: readonly Newest[], seen: Map<string, number>) =>
  newest.flatMap(({ id, sequence, steps }) => {
    const known = seen.get(id);
    seen.set(id, Math.max(sequence, known ?? 0));
    return sequence > (known ?? 0) ? [{ known, steps }] : [];
  });

/** Returns the latest event of the newest jobs of each status and groups of each state, up to a number of each. */
export const recordedEvents = async (
  deps: FollowDeps,
  count: number,
): Promise<readonly AnnouncedEvent[]> => {
  const newest = await findNewest(deps, count);
  const read = await Promise.all(newest.map(({ sequence, steps }) => steps(sequence - 1)));
  return read.flatMap((steps) => steps.at(-1)?.event ?? []);
};

interface Step {
  readonly at: Instant;
  /** Absent where a change of a group has none. */
  readonly event: AnnouncedEvent | undefined;
}

/** A job or a group, and how to read its steps after a sequence. */
interface Newest {
  readonly id: string;
  readonly sequence: number;
  readonly steps: (after: number | undefined) => Promise<readonly Step[]>;
}

const findNewest = async (deps: FollowDeps, limit: number): Promise<readonly Newest[]> => {
  const pages = await Promise.all(STATUS_KEYS.map((key) => newestJobs(deps.recent, key, limit)));
  const groups = await deps.groups.newest(limit);
  return [
    ...pages.flat().map((job) => ofJob(job, deps)),
    ...groups.map((group) => ofGroup(group, deps)),
  ];
};

const ofJob = ({ vaultArn, jobId, sequence }: RecentJob, { jobs }: FollowDeps): Newest => ({
  id: `${vaultArn}\n${jobId}`,
  sequence,
  steps: async (after = 0) => {
    const job = await jobs.read({ vaultArn, jobId });
    const steps = job?.transitions.map(({ at }, index) => ({
      at,
      event: buildJobEvent(job, index + 1),
    }));
    // Later ones are given once the index has them.
    return steps?.slice(after, sequence) ?? [];
  },
});

// Of a group that was not known, its last change alone: its entries are items of their own.
const ofGroup = ({ group, openedAt, sequence }: GroupOrigin, { entries }: FollowDeps): Newest => ({
  id: `${group}\n${openedAt}`,
  sequence,
  steps: async (after = sequence - 1) => {
    const numbers = Array.from({ length: sequence - after }, (_, index) => after + index + 1);
    const origins = numbers.map((each) => ({ group, openedAt, sequence: each }));
    const read = await Promise.all(origins.map(entries.get));
    return read.flatMap((entry) =>
      entry === undefined ? [] : [{ at: entry.at, event: buildGroupEvent(entry) }],
    );
  },
});
