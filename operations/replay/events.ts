import type { AnnouncedEvent } from '../../lambdas/core/event/announced-event.ts';
import { buildJobEvent, type JobEvent } from '../../lambdas/core/event/event.ts';
import { InterruptedReplayError } from '../../lambdas/core/event/interrupted-replay.ts';
import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import { buildGroupEvent } from '../../lambdas/core/group/event.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import type { Status } from '../../lambdas/core/job/status.ts';
import { type AnnounceOrder, type AnnouncePorts, announceEvents } from './announce.ts';

/** Which events are meant: those of what was recorded in a span of time. */
export interface EventRange {
  readonly since: Instant;
  /** Up to this instant, without it. */
  readonly until: Instant;
  /**
   * Leaves out the events of groups, which have no status.
   *
   * @default - every status, and the events of groups
   */
  readonly statuses?: readonly Status[] | undefined;
}

/** A page of the Jobs table. */
export interface JobPage {
  readonly jobs: readonly Job[];
  /** Rows that cannot be read. */
  readonly damaged: number;
}

/** Reads the Jobs table from end to end. */
export interface JobScanner {
  /** Gives page after page of the jobs that were first seen before an instant, in no order. */
  readonly pages: (firstSeenBefore: Instant) => AsyncIterable<JobPage>;
}

/** A page of the recorded changes of groups. */
export interface EntryPage {
  readonly entries: readonly GroupEntry[];
  /** Entries that cannot be read. */
  readonly damaged: number;
}

/** Reads the Groups table from end to end. */
export interface EntryScanner {
  /** Gives page after page of the changes that were recorded in a range, in no order. */
  readonly pages: (range: Pick<EventRange, 'since' | 'until'>) => AsyncIterable<EntryPage>;
}

/** How far a replay has come. */
export interface ReplayProgress {
  readonly jobs: number;
  readonly events: number;
  readonly published: number;
  readonly queued: number;
  readonly refused: number;
  /** Rows that cannot be read, so that their events are missing. */
  readonly damaged: number;
}

/** What a replay did, with the first refusals. */
export interface EventsReplayed extends ReplayProgress {
  readonly refusals: readonly { readonly eventId: string; readonly reason: string }[];
}

/** What a replay of events takes. */
export interface EventReplayDeps extends AnnouncePorts {
  readonly scanner: JobScanner;
  readonly entries: EntryScanner;
  /** Hears of each page. */
  readonly onProgress?: (progress: ReplayProgress) => void;
  /** Says whether to end before the table does; a page that is begun is finished. */
  readonly isEnding?: () => boolean;
}

const NOTHING: ReplayProgress = {
  jobs: 0,
  events: 0,
  published: 0,
  queued: 0,
  refused: 0,
  damaged: 0,
};
const KEPT_REFUSALS = 100;

/** The events of a job whose transitions were recorded in a range. */
export const eventsInRange = (job: Job, { since, until, statuses }: EventRange): JobEvent[] =>
  job.transitions.flatMap(({ at, status }, index) =>
    at >= since && at < until && (statuses === undefined || statuses.includes(status))
      ? [buildJobEvent(job, index + 1)]
      : [],
  );

/** Counts what a replay would send, by the same reading of the whole table. */
export const countEvents = (
  range: EventRange,
  order: AnnounceOrder,
  deps: EventReplayDeps,
): Promise<ReplayProgress> =>
  replayEvents(range, order, {
    ...deps,
    topic: { publish: noRefusal },
    queue: { send: noRefusal },
  }).catch((error: unknown) => {
    // Counting sends nothing.
    throw error instanceof InterruptedReplayError ? error.cause : error;
  });

const noRefusal = () => Promise.resolve([]);

/**
 * Builds the events of a span of time from the Jobs and the Groups table and announces them again, page
 * by page.
 *
 * It is the remedy for an outage that outlasts the stream, which keeps its records for 24 hours. The
 * tables are read whole, because no index knows when a transition was recorded; only one page is held.
 * @throws InterruptedReplayError that states what was sent before a fault.
 */
export const replayEvents = async (
  range: EventRange,
  order: AnnounceOrder,
  deps: EventReplayDeps,
): Promise<EventsReplayed> => {
  let total = NOTHING;
  const refusals: { eventId: string; reason: string }[] = [];
  try {
    for await (const { events, ...page } of eventPages(range, deps)) {
      const { published, queued, refused } = await announceEvents(events, order, deps);
      refusals.push(...refused.slice(0, KEPT_REFUSALS - refusals.length));
      total = {
        jobs: total.jobs + page.jobs,
        events: total.events + events.length,
        published: total.published + published,
        queued: total.queued + queued,
        refused: total.refused + refused.length,
        damaged: total.damaged + page.damaged,
      };
      deps.onProgress?.(total);
      if (deps.isEnding?.()) break;
    }
  } catch (cause) {
    throw new InterruptedReplayError(total.published + total.queued, { cause });
  }
  return { ...total, refusals };
};

interface EventPage {
  readonly events: readonly AnnouncedEvent[];
  readonly jobs: number;
  readonly damaged: number;
}

const eventPages = async function* (
  range: EventRange,
  { scanner, entries }: EventReplayDeps,
): AsyncGenerator<EventPage> {
  for await (const { jobs, damaged } of scanner.pages(range.until)) {
    yield {
      events: jobs.flatMap((job) => eventsInRange(job, range)),
      jobs: jobs.length,
      damaged,
    };
  }
  if (range.statuses !== undefined) return;
  for await (const page of entries.pages(range)) {
    const events = page.entries.flatMap((entry) => buildGroupEvent(entry) ?? []);
    yield { events, jobs: 0, damaged: page.damaged };
  }
};
