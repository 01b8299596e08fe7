import { pollAges } from '../../../lambdas/core/poll-plan.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';
import { drawJobs } from '../models/draw-jobs.ts';
import { type DurationModel, MONTH_MINUTES } from '../models/durations.ts';
import { TICK_MINUTES } from '../models/plan-policy.ts';
import { PUBLISHED } from '../models/published.ts';
import { percentile } from '../percentile.ts';
import { printTable, say } from '../print-table.ts';
import type { SimulatedJob } from '../world/simulated-job.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const JOBS_A_DAY = 100;
const SIZES = [20, 100, 300];
const DAYS = MONTH_MINUTES / DAY_MINUTES;
const MEDIAN = percentile(
  PUBLISHED.map(({ minutes }) => minutes),
  0.5,
);

const minutesOf = ({ createdAt, completedAt }: SimulatedJob): number =>
  (completedAt - createdAt) / MINUTE_MS;

/** Draws a month of jobs; on its fourteenth day durations may follow another model. */
const drawMonth = (model: DurationModel, onDay14: DurationModel): SimulatedJob[] => {
  const draw = { tier: 'Standard', loss: 1, overMinutes: MONTH_MINUTES, seed: 1 } as const;
  const count = JOBS_A_DAY * DAYS;
  const [jobs, others] = [model, onDay14].map((one) => drawJobs({ ...draw, model: one, count }));
  return (jobs ?? [])
    .map((job, number) => (isOnDay(job, 14) ? (others?.[number] ?? job) : job))
    .sort((a, b) => a.createdAt - b.createdAt);
};

const FIRST_DAY = Date.parse('2026-03-14T00:00:00.000Z');
const isOnDay = ({ createdAt }: SimulatedJob, day: number): boolean =>
  Math.floor((createdAt - FIRST_DAY) / (DAY_MINUTES * MINUTE_MS)) + 1 === day;

/** By how much a learner shifts the window for a job: it knows every duration at its completion, the last `size`. */
const shiftsOf = (jobs: readonly SimulatedJob[], size: number): number[] => {
  const byEnd = [...jobs].sort((a, b) => a.completedAt - b.completedAt);
  let known = 0;
  return jobs.map(({ createdAt }) => {
    while ((byEnd[known]?.completedAt ?? Number.POSITIVE_INFINITY) <= createdAt) known += 1;
    if (known < size) return 0;
    const last = byEnd.slice(known - size, known).map(minutesOf);
    return TICK_MINUTES * Math.round((percentile(last, 0.5) - MEDIAN) / TICK_MINUTES);
  });
};

const AGES = pollAges(DEFAULT_POLLING.Standard);

const judge = (
  jobs: readonly SimulatedJob[],
  shifts: readonly number[],
  isJudged: (job: SimulatedJob) => boolean,
): string[] => {
  const delays: number[] = [];
  let polls = 0;
  for (const [number, job] of jobs.entries()) {
    if (!isJudged(job)) continue;
    const wait = TICK_MINUTES * ((number * GOLDEN) % 1) + (shifts[number] ?? 0);
    const polled = AGES.map((age) => age + wait);
    const found = polled.findIndex((age) => age >= minutesOf(job));
    polls += found + 1;
    delays.push((polled[found] ?? Number.NaN) - minutesOf(job));
  }
  const late = [0.5, 0.95].map((share) => percentile(delays, share).toFixed(1)).join(' / ');
  return [(polls / delays.length).toFixed(2), late];
};

/** Its multiples meet every phase of the ticks alike. */
const GOLDEN = 0.618;

const CASES = [
  { model: 'drift-later' },
  { model: 'drift-earlier' },
  { model: 'published' },
  { model: 'published', day: 14 },
  { model: 'published', day: 15 },
  { model: 'published', day: 16 },
] as const;

/** Compares the fixed window with an idealised learner, which moves it to the median of the last durations. */
export const compareLearner = (): void => {
  const rows = CASES.map(({ model, ...judged }) => {
    const day = 'day' in judged ? judged.day : undefined;
    const jobs = drawMonth(model, day === undefined ? model : 'busy-day');
    const isJudged = (job: SimulatedJob) => day === undefined || isOnDay(job, day);
    const plans = [[], ...SIZES.map((size) => shiftsOf(jobs, size))];
    const name = day === undefined ? model : `${model}, day 14 busy: day ${day}`;
    return [name, ...plans.flatMap((shifts) => judge(jobs, shifts, isJudged))];
  });
  say(`A learner, idealised: ${JOBS_A_DAY} Standard jobs a day for a month; polls a job`);
  const late = 'p50 / p95';
  printTable(['', 'fixed', late, ...SIZES.flatMap((size) => [`last ${size}`, late])], rows);
  say();
};
