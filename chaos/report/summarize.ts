import type { ChaosRecords } from '../check/chaos-records.ts';
import { countFaults } from '../faults/fault-log.ts';
import type { SeedResult } from '../run-seed.ts';

/** One run in figures. */
export interface SeedSummary {
  readonly seed: number;
  readonly jobs: number;
  readonly transitions: number;
  readonly requests: number;
  /** How many deliveries ended in each state. */
  readonly deliveries: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: number;
  readonly tookMs: number;
}

/** Boils a result down to what the report needs, so that many runs need little memory. */
export const summarize = (result: SeedResult): SeedSummary => ({
  seed: result.scale.seed,
  jobs: result.scale.jobs,
  transitions: countTransitions(result.records),
  requests: result.records.received.length,
  deliveries: countEnds(result.records),
  faults: { ...countFaults(result.faults), ...countLosses(result.records) },
  violations: result.violations.length,
  tookMs: result.tookMs,
});

const countTransitions = ({ jobs }: ChaosRecords): number =>
  jobs.reduce((sum, { sequence }) => sum + sequence, 0);

const countEnds = ({ deliveries }: ChaosRecords): Readonly<Record<string, number>> => {
  const byState = Object.groupBy(deliveries, ({ state }) => state);
  return Object.fromEntries(
    Object.entries(byState).map(([state, rows = []]) => [state, rows.length]),
  );
};

/** What Glacier's simulator did to notices and calls by itself. */
const countLosses = ({
  notices,
  glacierErrors,
}: ChaosRecords): Readonly<Record<string, number>> => {
  const { lost, doubled, late } = notices;
  const errors = Object.entries(glacierErrors).map(
    ([code, count]) => [`Glacier answered ${code}`, count] as const,
  );
  return {
    'notice lost': lost,
    'notice doubled': doubled,
    'notice late': late,
    ...Object.fromEntries(errors),
  };
};

/** Adds up counts by name. */
export const addCounts = (
  all: readonly Readonly<Record<string, number>>[],
): readonly (readonly [string, number])[] => {
  const sums = new Map<string, number>();
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) {
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
  }
  return [...sums].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
};
