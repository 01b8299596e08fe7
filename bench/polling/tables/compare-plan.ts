import { pollAges } from '../../../lambdas/core/poll-plan.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';
import { drawJobs } from '../models/draw-jobs.ts';
import { DURATION_MODELS } from '../models/durations.ts';
import { playRival, RIVAL_POLICIES, type RivalPolicy } from '../models/rival-policies.ts';
import { percentile } from '../percentile.ts';
import { printTable, say } from '../print-table.ts';

const JOBS = 200_000;
const OLD_MINUTES = 48 * 60;
const OLD_EVERY_MINUTES = 180;

/** The product's plan as a list of ages, without the poller around it. */
const PLAN: RivalPolicy = {
  name: 'this plan',
  ages: function* ages(tier, phase) {
    for (const offset of pollAges(DEFAULT_POLLING[tier])) yield offset + phase;
    for (let age = OLD_MINUTES + OLD_EVERY_MINUTES * phase; ; age += OLD_EVERY_MINUTES) yield age;
  },
};

const percentiles = (delays: readonly number[]): string[] =>
  [0.5, 0.95, 0.99].map((share) => percentile(delays, share).toFixed(2));

/** Compares the plan with fixed 15 minutes on so many jobs that the figures no longer vary. */
export const comparePlan = (seed: number): void => {
  const quarterly = RIVAL_POLICIES.find(({ name }) => name === 'fixed 15 min');
  if (quarterly === undefined) throw new Error('The policy to compare with is missing');
  const rows: string[][] = [];
  for (const model of DURATION_MODELS) {
    for (const tier of ['Standard', 'Bulk'] as const) {
      const jobs = drawJobs({ tier, model, count: JOBS, loss: 1, overMinutes: 1440, seed });
      const [ours, fixed] = [playRival(PLAN, jobs), playRival(quarterly, jobs)];
      rows.push([
        `${tier}, ${model}`,
        (ours.calls / JOBS).toFixed(2),
        (fixed.calls / JOBS).toFixed(2),
        `${((100 * ours.calls) / fixed.calls).toFixed(1)}%`,
        ...percentiles(ours.delays),
        ...percentiles(fixed.delays),
      ]);
    }
  }
  say(
    `The plan alone against fixed 15 minutes, ${JOBS.toLocaleString('en')} jobs, all notices lost`,
  );
  const heads = ['', 'calls/job', 'fixed', 'share', 'p50', 'p95', 'p99', 'fixed p50', 'p95', 'p99'];
  printTable(heads, rows);
  say();
};
