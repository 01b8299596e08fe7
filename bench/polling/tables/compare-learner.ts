import { pollAges } from '../../../lambdas/core/polling/plan.ts';
import { percentile } from '../../report/percentile.ts';
import { printTable, say } from '../../report/print-table.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';
import { drawJobs } from '../models/draw-jobs.ts';
import { type DurationModel, MONTH_MINUTES } from '../models/durations.ts';
import { TICK_MINUTES } from '../models/plan-policy.ts';
import { PUBLISHED } from '../models/published.ts';
import type { SimulatedJob } from '../world/simulated-job.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const JOBS_A_DAY = 100;
const DAYS = MONTH_MINUTES / DAY_MINUTES;
const MEDIAN = percentile(
  PUBLISHED.map(({ minutes }) => minutes),
  0.5,
);

const minutesOf = ({ createdAt, completedAt }: SimulatedJob): number =>
  (completedAt - createdAt) / MINUTE_MS;

/** Draws a month of jobs, whose fourteenth day may be a busy one with some number of jobs. */
const drawMonth = (model: DurationModel, busyJobs: number): SimulatedJob[] => {
  const draw = { tier: 'Standard', loss: 1, seed: 1 } as const;
  const count = JOBS_A_DAY * DAYS;
  const month = drawJobs({ ...draw, model, count, overMinutes: MONTH_MINUTES });
  const day = { ...draw, model: 'busy-day', count: busyJobs, overMinutes: DAY_MINUTES } as const;
  const busy = drawJobs(day).map((job) => ({
    ...job,
    createdAt: job.createdAt + 13 * DAY_MINUTES * MINUTE_MS,
    completedAt: job.completedAt + 13 * DAY_MINUTES * MINUTE_MS,
  }));
  const others = month.filter((job) => busyJobs === 0 || !isOnDay(job, 14));
  return [...others, ...busy].sort((a, b) => a.createdAt - b.createdAt);
};

const FIRST_DAY = Date.parse('2026-03-14T00:00:00.000Z');
const isOnDay = ({ createdAt }: SimulatedJob, day: number): boolean =>
  Math.floor((createdAt - FIRST_DAY) / (DAY_MINUTES * MINUTE_MS)) + 1 === day;

/** How a learner moves the window: to the median of this many last durations, this many minutes at most. */
interface Learner {
  readonly last: number;
  readonly mostMinutes: number;
}

const LEARNERS: readonly Learner[] = [
  { last: 100, mostMinutes: 1440 },
  { last: 300, mostMinutes: 1440 },
  { last: 300, mostMinutes: 30 },
];

/** By how much a learner moves the window for each job; it knows a duration as soon as the job completes. */
const shiftsOf = (jobs: readonly SimulatedJob[], { last, mostMinutes }: Learner): number[] => {
  const byEnd = [...jobs].sort((a, b) => a.completedAt - b.completedAt);
  let known = 0;
  return jobs.map(({ createdAt }) => {
    while ((byEnd[known]?.completedAt ?? Number.POSITIVE_INFINITY) <= createdAt) known += 1;
    if (known < last) return 0;
    const durations = byEnd.slice(known - last, known).map(minutesOf);
    const shift = TICK_MINUTES * Math.round((percentile(durations, 0.5) - MEDIAN) / TICK_MINUTES);
    return Math.max(-mostMinutes, Math.min(mostMinutes, shift));
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

interface LearnerCase {
  readonly name: string;
  readonly model: DurationModel;
  readonly busyJobs: number;
  /** Only the jobs of this day are judged. */
  readonly day?: number;
}

const CASES: readonly LearnerCase[] = [
  { name: 'drift-later', model: 'drift-later', busyJobs: 0 },
  { name: 'drift-earlier', model: 'drift-earlier', busyJobs: 0 },
  { name: 'published', model: 'published', busyJobs: 0 },
  { name: 'a busy day', model: 'published', busyJobs: 100, day: 14 },
  { name: 'the day after it', model: 'published', busyJobs: 100, day: 15 },
  { name: 'two days after it', model: 'published', busyJobs: 100, day: 16 },
  { name: 'the day after one with 1,000 jobs', model: 'published', busyJobs: 1000, day: 15 },
];

/** Compares the fixed window with an idealised learner, which moves it with the last durations. */
export const compareLearner = (): void => {
  const rows = CASES.map(({ name, model, busyJobs, day }) => {
    const jobs = drawMonth(model, busyJobs);
    const isJudged = (job: SimulatedJob) => day === undefined || isOnDay(job, day);
    const plans = [[], ...LEARNERS.map((learner) => shiftsOf(jobs, learner))];
    return [name, ...plans.flatMap((shifts) => judge(jobs, shifts, isJudged))];
  });
  say(`A learner, idealised: ${JOBS_A_DAY} Standard jobs a day for a month; polls a job`);
  const names = LEARNERS.map(({ last, mostMinutes }) =>
    mostMinutes < DAY_MINUTES ? `last ${last}, ${mostMinutes} min at most` : `last ${last}`,
  );
  printTable(['', ...['fixed', ...names].flatMap((name) => [name, 'p50 / p95'])], rows);
  say();
};
