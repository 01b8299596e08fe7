import type { PendingTier } from '../../../lambdas/core/job/status.ts';
import { printTable, say } from '../../report/print-table.ts';
import { drawJobs } from '../models/draw-jobs.ts';
import type { DurationModel } from '../models/durations.ts';
import { RIVAL_POLICIES } from '../models/rival-policies.ts';
import { type Score, scoreProduct, scoreRival } from './score.ts';

/** The probabilities that a notice is lost. */
const LOSSES = [0, 0.001, 0.01, 0.1, 1] as const;

/** A way to poll with its score where every notice is lost. */
export interface NamedScore {
  readonly name: string;
  readonly score: Score;
}

/** How many jobs, and which. */
export interface LoneRun {
  readonly tier: PendingTier;
  readonly model: DurationModel;
  readonly count: number;
  readonly seed: number;
}

const HEADS = [
  'calls per job at a loss of',
  ...LOSSES.map((loss) => `${loss * 100}%`),
  '| p50',
  'p95',
  'p99 min',
  'p99 at 1%',
  '| writes/look',
  '$ per 1M',
];

const toRow = (name: string, scores: readonly Score[]): string[] => {
  const last = scores.at(-1);
  const onePercent = scores[2];
  return [
    name,
    ...scores.map(({ callsPerJob }) => callsPerJob.toFixed(2)),
    last?.p50.toFixed(1) ?? '',
    last?.p95.toFixed(1) ?? '',
    last?.p99.toFixed(1) ?? '',
    onePercent?.p99.toFixed(1) ?? '',
    last?.writesPerLook.toFixed(0) ?? '',
    last?.dollarsPerMillion.toFixed(2) ?? '',
  ];
};

/** Compares the product with usual ways to poll on jobs that are alone in their vaults. */
export const compareLone = async (run: LoneRun): Promise<readonly NamedScore[]> => {
  const { tier, model, count, seed } = run;
  const draws = LOSSES.map((loss) =>
    drawJobs({ count, tier, model, loss, overMinutes: 1440, seed }),
  );
  const product: Score[] = [];
  for (const jobs of draws) product.push(await scoreProduct(jobs));
  const rivals = RIVAL_POLICIES.map((policy) => ({
    name: policy.name,
    scores: draws.map((jobs) => scoreRival(policy, jobs)),
  }));
  const all = [{ name: 'this product', scores: product }, ...rivals];
  say(`${tier}, ${model}, ${count} jobs, each alone in its vault`);
  printTable(
    HEADS,
    all.map(({ name, scores }) => toRow(name, scores)),
  );
  say();
  return all.flatMap(({ name, scores }) => {
    const score = scores.at(-1);
    return score ? [{ name, score }] : [];
  });
};
