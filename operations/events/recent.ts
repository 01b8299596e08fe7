import type { AnnouncedEvent } from '../../lambdas/core/event/announced-event.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import type { GroupOrigin } from '../../lambdas/core/event/origin.ts';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { buildGroupEvent } from '../../lambdas/core/group/event.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import { PENDING_TIERS, pendingKey, STATUSES, type Status } from '../../lambdas/core/job/status.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';
import type { GroupEntries } from '../replay/ports.ts';

/** A job as projected into the index `byStatus`. */
export interface RecentJob extends JobKey {
  readonly sequence: number;
}

/** Finds the newest jobs of a partition of the index `byStatus`. */
export interface RecentJobs {
  /** Gives up to `limit` jobs, the newest first by `statusSince`. */
  readonly newest: (statusKey: string, limit: number) => Promise<readonly RecentJob[]>;
}

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

const NEWEST_PER_KEY = 50;

/**
 * Creates the function that gives the events of jobs and groups since its last call.
 *
 * It looks at the 50 newest jobs of each status, and groups of each state, which is cheap and enough to
 * watch; it is no outbox. The first call only remembers what is there.
 */
export const createEventFollower = (
  deps: FollowDeps,
  startedAt: Instant,
): (() => Promise<readonly AnnouncedEvent[]>) => {
  let sequences: ReadonlyMap<string, number> = new Map();
  let isFirst = true;
  return async () => {
    const seen = new Map(sequences);
    const changed = (await findNewest(deps, NEWEST_PER_KEY)).filter(({ id, sequence }) => {
      const known = seen.get(id) ?? 0;
      seen.set(id, Math.max(sequence, known));
      return sequence > known;
    });
    if (isFirst) {
      isFirst = false;
      sequences = seen;
      return [];
    }
    const read = changed.map(async ({ id, steps }) => {
      const known = sequences.get(id);
      // What was not among the newest before may have a past.
      return (await steps(known)).filter(({ at }) => known !== undefined || at >= startedAt);
    });
    const found = (await Promise.all(read)).flat();
    // Not before: after a fault the next call finds the same events.
    sequences = seen;
    return found.flatMap(({ event }) => event ?? []);
  };
};

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
  const pages = await Promise.all(STATUS_KEYS.map((key) => deps.recent.newest(key, limit)));
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
    return steps?.slice(after) ?? [];
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
