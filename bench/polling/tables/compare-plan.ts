import type { PendingTier } from '../../../lambdas/core/job/status.ts';
import { percentile } from '../../report/percentile.ts';
import { printTable, say } from '../../report/print-table.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';
import { type DrawnJob, drawJobs } from '../models/draw-jobs.ts';
import { DURATION_MODELS, hasData, MONTH_MINUTES } from '../models/durations.ts';
import { fitWindow } from '../models/fit-window.ts';
import { BEFORE, NOW } from '../models/plan-policy.ts';
import { EARLIER, LATER } from '../models/published.ts';
import { FIXED_15_MINUTES, playRival, type RivalPolicy } from '../models/rival-policies.ts';

const JOBS = 200_000;
const TIERS = ['Standard', 'Bulk', 'Expedited'] as const;
const SHARES = [0.5, 0.95, 0.99];

/** Jobs that took what the later published ones took, each often: a plan meets them at every phase of its ticks. */
export const laterJobs = (): DrawnJob[] =>
  drawJobs({ ...lostJobs('Standard'), model: 'uniform', count: 24_000 }).map((job, number) => ({
    ...job,
    completedAt: job.createdAt + Math.round(60_000 * (LATER[number % LATER.length] ?? 0)),
  }));

const lostJobs = (tier: PendingTier) =>
  ({ tier, count: JOBS, loss: 1, overMinutes: MONTH_MINUTES, seed: 1 }) as const;

/** The polls of a plan for each job, and its delays at p50, p95 and p99. */
export const judgePlan = (plan: RivalPolicy, jobs: readonly DrawnJob[]) => {
  const { calls, delays } = playRival(plan, jobs);
  return {
    polls: calls / jobs.length,
    delays: SHARES.map((share) => percentile(delays, share)),
  };
};

const toRow = (name: string, jobs: readonly DrawnJob[]): string[] => [
  name,
  ...[BEFORE, NOW, FIXED_15_MINUTES].flatMap((plan) => {
    const { polls, delays } = judgePlan(plan, jobs);
    return [polls.toFixed(2), delays.map((delay) => delay.toFixed(1)).join(' / ')];
  }),
];

/** Compares the deployed plan with the former one and with fixed 15 minutes. */
export const comparePlan = (): void => {
  const [deployed, fitted] = [DEFAULT_POLLING.Standard, fitWindow(EARLIER)];
  say(`Plans alone, ${JOBS.toLocaleString('en')} jobs over a month, all notices lost`);
  say(`Standard: deployed ${JSON.stringify(deployed)}, fitted ${JSON.stringify(fitted)}`);
  const rows = [toRow('Standard, the later 12 published', laterJobs())];
  for (const tier of TIERS) {
    for (const model of DURATION_MODELS) {
      if (!hasData(model, tier)) continue;
      rows.push(toRow(`${tier}, ${model}`, drawJobs({ ...lostJobs(tier), model })));
    }
  }
  const delays = 'p50 / p95 / p99';
  printTable(['', 'before', delays, 'now', delays, 'fixed 15 min', delays], rows);
  say(
    'No durations of Bulk and Expedited jobs are published: what rests on them does not apply.\n',
  );
};
