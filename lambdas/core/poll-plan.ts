import { type Instant, plusMinutes } from './instant.ts';
import { OUTPUT_LIFE_HOURS } from './job-facts.ts';
import { type GridAges, gridAges, gridWindow, isOnGrid } from './poll-grid.ts';
import type { PollWindow } from './poll-window.ts';
import type { PollingPolicy, TierPolling } from './polling-policy.ts';
import { PENDING_TIERS, pendingKey } from './status-key.ts';

const MINUTE_MS = 60_000;
const QUARTER_MINUTES = 15;
const HOUR_MINUTES = 60;
const HOURLY_UNTIL_MINUTES = 48 * HOUR_MINUTES;
const OLD_EVERY_MINUTES = 180;

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);

/**
 * Lists the ages, in whole minutes, at which a pending job is looked at.
 *
 * Inside the window by steps, then every quarter of an hour, then hourly until 48 h; older jobs are
 * found by an open-ended window. No two looks are so far apart that a completion's 24 h could pass
 * between them, even with a tick lost.
 */
export const lookOffsets = ({ windowMinutes, steps, lateMinutes }: TierPolling): number[] => {
  const [from, to] = windowMinutes;
  const late = to + lateMinutes;
  // Half a step late: at the very start of its window hardly any job is complete yet.
  const inside = range(0.5, steps, 1).map((step) =>
    Math.floor(from + ((to - from) * step) / steps),
  );
  const offsets = [
    ...inside,
    ...range(to, late, QUARTER_MINUTES),
    ...range(late, HOURLY_UNTIL_MINUTES, HOUR_MINUTES),
  ];
  return [...new Set(offsets)];
};

/** The ages at which a job is looked at whose output may be gone: hourly for a day from its expiry. */
const GONE_OFFSETS = range(OUTPUT_LIFE_HOURS * HOUR_MINUTES, HOURLY_UNTIL_MINUTES, HOUR_MINUTES);

/** The ages between the newest and the oldest job under a key. */
export interface Span {
  readonly oldest: Instant;
  readonly newest: Instant;
}

const toWindow = (statusKey: string, tick: Instant, offsetMinutes: number): PollWindow => ({
  statusKey,
  after: plusMinutes(tick, -1 - offsetMinutes),
  upTo: plusMinutes(tick, -offsetMinutes),
  offsetMinutes,
});

const isOldTick = (tick: Instant): boolean =>
  Math.floor(Date.parse(tick) / MINUTE_MS) % OLD_EVERY_MINUTES === 0;

const oldWindow = (statusKey: string, tick: Instant): PollWindow => ({
  statusKey,
  upTo: plusMinutes(tick, -HOURLY_UNTIL_MINUTES),
  offsetMinutes: HOURLY_UNTIL_MINUTES,
});

/** One partition of the index `byStatus` whose jobs are looked at, and at which ages. */
export interface PolledKey {
  readonly statusKey: string;
  readonly offsets: readonly number[];
  /** Absent: every job has its own look times. */
  readonly grid?: GridAges | undefined;
}

/** Lists the partitions whose jobs are looked at. */
export const polledKeys = (policy: PollingPolicy): PolledKey[] => [
  ...PENDING_TIERS.map((tier) => ({
    statusKey: pendingKey(tier),
    offsets: lookOffsets(policy[tier]),
    grid: gridAges(policy[tier]),
  })),
  { statusKey: 'Expiring', offsets: GONE_OFFSETS },
];

/**
 * Lists the windows of one partition that a tick has to query.
 *
 * The span of the jobs that are there leaves out the windows that must be empty, so that an idle
 * partition costs nothing. A tick selects only whom to look at: a lost or doubled one does no harm.
 */
export const planWindows = (key: PolledKey, tick: Instant, span: Span): PollWindow[] => {
  const { statusKey, offsets, grid } = key;
  const own = offsets.filter((age) => !isOnGrid(age, grid) && holds(age, tick, span));
  const others = [
    ...(grid ? [gridWindow(statusKey, grid, tick)] : []),
    ...(isOldTick(tick) ? [oldWindow(statusKey, tick)] : []),
  ].filter(({ after = '', upTo }) => upTo >= span.oldest && after < span.newest);
  return [...own.map((offset) => toWindow(statusKey, tick, offset)), ...others];
};

/** Lists the ages of a key that lie on the grid. */
export const gridOffsets = ({ offsets, grid }: PolledKey): number[] =>
  offsets.filter((age) => isOnGrid(age, grid));

/** Lists the windows of the ages on the grid, for a tick at which there are too many jobs for one. */
export const ownGridWindows = (key: PolledKey, tick: Instant): PollWindow[] =>
  gridOffsets(key).map((age) => toWindow(key.statusKey, tick, age));

const holds = (offsetMinutes: number, tick: Instant, { oldest, newest }: Span): boolean => {
  const upTo = Date.parse(tick) - offsetMinutes * MINUTE_MS;
  // Where the date of a row is none, it must not hide the other jobs of its partition.
  return !(upTo < Date.parse(oldest) || upTo - MINUTE_MS >= Date.parse(newest));
};

/** The jobs that are due for the reminder that their output expires soon, however late the tick. */
export const expiringWindow = (now: Instant, expiringLeadMinutes: number): PollWindow => {
  const ageMinutes = OUTPUT_LIFE_HOURS * HOUR_MINUTES - expiringLeadMinutes;
  return { statusKey: 'Succeeded', upTo: plusMinutes(now, -ageMinutes), offsetMinutes: ageMinutes };
};

/** The tick of a schedule's time, floored to the minute; now, when the time cannot be read. */
export const toTick = (scheduledTime: Instant | undefined, now: Instant): Instant => {
  const ms = Date.parse(scheduledTime ?? now);
  return new Date(ms - (ms % MINUTE_MS)).toISOString();
};
