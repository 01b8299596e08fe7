import { type Instant, plusMinutes } from '../instant.ts';
import { OUTPUT_LIFE_HOURS } from '../job/facts.ts';
import { PENDING_TIERS, pendingKey } from '../job/status.ts';
import type { PollingPolicy, TierPolling } from './policy.ts';
import type { PollWindow } from './window.ts';

const MINUTE_MS = 60_000;
const QUARTER_MINUTES = 15;
const QUARTERLY_FOR_MINUTES = 360;
const HOUR_MINUTES = 60;
const HOURLY_UNTIL_MINUTES = 48 * HOUR_MINUTES;
const OLD_EVERY_MINUTES = 180;

/** Polls of a busy vault that fall on one tick share its list, so they are made to fall together. */
const COARSE_TICK_MINUTES = 5;

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);

/**
 * Lists the ages, in whole minutes, at which a pending job is polled.
 *
 * Inside the window by steps, then every 15 minutes for 6 hours, then hourly until 48 h; older jobs
 * are found by an open-ended window. No two polls are so far apart that a completion's 24 h could
 * pass between them, even with a tick lost. The ages are whole ticks apart.
 */
export const pollAges = (policy: TierPolling): number[] => {
  const { windowMinutes, steps } = policy;
  const [from, to] = windowMinutes;
  const late = Math.min(to + QUARTERLY_FOR_MINUTES, HOURLY_UNTIL_MINUTES);
  // Half a step late: at the very start of its window hardly any job is complete.
  const first = from + (to - from) / steps / 2;
  const ages = [
    ...range(first, to, (to - from) / steps),
    ...range(to, late, QUARTER_MINUTES),
    ...range(late, HOURLY_UNTIL_MINUTES, HOUR_MINUTES),
  ];
  const tick = tickMinutesOf(policy);
  const ticksLater = (age: number) => Math.round((age - first) / tick) * tick;
  return [...new Set(ages.map((age) => Math.floor(first) + ticksLater(age)))];
};

const tickMinutesOf = ({ windowMinutes: [from, to], steps }: TierPolling): number =>
  (to - from) / steps < COARSE_TICK_MINUTES ? 1 : COARSE_TICK_MINUTES;

/** The ages at which a job is polled whose output may be gone: hourly for a day from its expiry. */
const GONE_AGES = range(OUTPUT_LIFE_HOURS * HOUR_MINUTES, HOURLY_UNTIL_MINUTES, HOUR_MINUTES);

/** The ages between the newest and the oldest job under a key. */
export interface Span {
  readonly oldest: Instant;
  readonly newest: Instant;
}

/** One partition of the index `byStatus`, and when its jobs are polled. */
export interface PolledKey {
  readonly statusKey: string;
  readonly ages: readonly number[];
  /** The minutes between two ticks that select the jobs which became due since the last. */
  readonly tickMinutes: number;
}

/** Lists the partitions whose jobs are polled. */
export const polledKeys = (policy: PollingPolicy): PolledKey[] => [
  ...PENDING_TIERS.map((tier) => ({
    statusKey: pendingKey(tier),
    ages: pollAges(policy[tier]),
    tickMinutes: tickMinutesOf(policy[tier]),
  })),
  { statusKey: 'Expiring', ages: GONE_AGES, tickMinutes: 1 },
];

/** Whether the minute of a tick is a multiple of `minutes`, counted from an offset. */
export const isEvery = (minutes: number, tick: Instant, offset = 0): boolean =>
  (Math.floor(Date.parse(tick) / MINUTE_MS) - offset) % minutes === 0;

/** Whether a tick selects jobs of a partition. */
export const isPollTick = ({ ages: [first], tickMinutes }: PolledKey, tick: Instant): boolean =>
  isEvery(tickMinutes, tick, first);

/**
 * Lists the windows of one partition that one of its ticks queries.
 *
 * The windows of all ticks tile: a job is in exactly one for each of its ages, and a lost or doubled
 * tick does no harm. The span of the jobs that are there, where it is known, leaves out windows that must be empty.
 */
export const planWindows = (
  { statusKey, ages, tickMinutes }: PolledKey,
  tick: Instant,
  span: Span | undefined,
): PollWindow[] => {
  const due = ages.map((ageMinutes) => ({
    statusKey,
    after: plusMinutes(tick, -tickMinutes - ageMinutes),
    upTo: plusMinutes(tick, -ageMinutes),
    ageMinutes,
  }));
  const old = {
    statusKey,
    upTo: plusMinutes(tick, -HOURLY_UNTIL_MINUTES),
    ageMinutes: HOURLY_UNTIL_MINUTES,
  };
  const isOldTick = isEvery(OLD_EVERY_MINUTES, tick, ages[0]);
  const windows: PollWindow[] = isOldTick ? [...due, old] : due;
  return windows.filter((window) => !isEmpty(window, span));
};

// Compared as numbers: a row whose date is none must not hide the other jobs of its partition.
const isEmpty = (
  { after = '', upTo }: PollWindow,
  { oldest = '', newest = '' }: Partial<Span> = {},
) => Date.parse(upTo) < Date.parse(oldest) || Date.parse(after) >= Date.parse(newest);

/** The jobs that are due for the reminder that their output expires soon, however late the tick. */
export const expiringWindow = (now: Instant, expiringLeadMinutes: number): PollWindow => {
  const ageMinutes = OUTPUT_LIFE_HOURS * HOUR_MINUTES - expiringLeadMinutes;
  return { statusKey: 'Succeeded', upTo: plusMinutes(now, -ageMinutes), ageMinutes };
};

/** The tick of a schedule's time, floored to the minute; now, when the time cannot be read. */
export const toTick = (scheduledTime: Instant | undefined, now: Instant): Instant => {
  const ms = Date.parse(scheduledTime ?? now);
  return new Date(ms - (ms % MINUTE_MS)).toISOString();
};
