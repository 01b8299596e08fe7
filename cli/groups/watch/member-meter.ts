import { countPages, endedOf } from '../../../lambdas/core/group/count.ts';
import type { Group, MemberCounts } from '../../../lambdas/core/group/group.ts';
import type { MemberIndex } from '../../../lambdas/core/group/ports.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { type GroupProgress, progressOf } from '../../../operations/groups/progress.ts';

/** How fast members end, and when the last one would. */
export interface Pace {
  readonly perHour: number;
  /** Absent when nothing ends. */
  readonly endsAt?: Instant | undefined;
}

/** The members by status at an instant. */
interface Sample {
  readonly at: Instant;
  readonly counts: MemberCounts;
}

const HOUR_MS = 3_600_000;
/** A shorter time says little. */
const LEAST_MS = 60_000;

/** Creates what counts the members of a group over and over, and measures how fast they end. */
export const createMemberMeter = (index: Pick<MemberIndex, 'count'>, group: string) => {
  let pages = countPages(index, group);
  let soFar: MemberCounts = {};
  let samples: readonly Sample[] = [];
  return {
    /** Counts one page of up to 4,500 members; after a fault it begins at the first page. */
    step: async (now: Instant): Promise<void> => {
      const going = pages;
      pages = countPages(index, group);
      const page = await going.next();
      if (page.done !== true) {
        soFar = page.value;
        pages = going;
        return;
      }
      const recent = samples.filter(({ at }) => Date.parse(at) >= Date.parse(now) - HOUR_MS);
      samples = [...recent, { at: now, counts: soFar }];
    },
    /** Returns the row with the newer of its own counts and the last complete count. */
    read: (row: Group): { readonly row: Group; readonly pace: Pace | undefined } => {
      const { countedAt: at = row.openedAt, counts = {} } = row;
      const last = samples.at(-1) ?? { at, counts };
      const first = samples.length > 1 ? samples[0] : undefined;
      const shown = last.at > at ? { ...row, counts: last.counts, countedAt: last.at } : row;
      return {
        row: shown,
        pace: paceOf(first ?? { at: row.openedAt, counts: {} }, last, progressOf(shown)),
      };
    },
  };
};

/** Calculates the pace between two samples; `undefined` when they are less than a minute apart. */
const paceOf = (first: Sample, last: Sample, { total, ended }: GroupProgress): Pace | undefined => {
  const spanMs = Date.parse(last.at) - Date.parse(first.at);
  if (spanMs < LEAST_MS) return undefined;
  const more = Math.max(0, endedOf(last.counts) - endedOf(first.counts));
  const perHour = (more * HOUR_MS) / spanMs;
  if (perHour === 0 || total === ended) return { perHour };
  const endsAtMs = Date.parse(last.at) + ((total - ended) * HOUR_MS) / perHour;
  return { perHour, endsAt: new Date(endsAtMs).toISOString() };
};
