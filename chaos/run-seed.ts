import type { ChaosRecords, Violation } from './check/chaos-records.ts';
import { checkChaos } from './check/check-chaos.ts';
import { readRecords } from './check/read-records.ts';
import type { Fault } from './faults/fault-log.ts';
import { type OnProgress, playChaos } from './play-chaos.ts';
import type { ChaosScale } from './scale.ts';

/** The result of one seed. */
export interface SeedResult {
  readonly scale: ChaosScale;
  readonly records: ChaosRecords;
  readonly faults: readonly Fault[];
  readonly violations: readonly Violation[];
  readonly tookMs: number;
}

/** Plays one seed and judges it. */
export const runSeed = (scale: ChaosScale, onProgress: OnProgress): Promise<SeedResult> => {
  const begunAt = performance.now();
  return playChaos(scale, onProgress, async (run) => {
    const records = await readRecords(run);
    const violations = checkChaos(records);
    const tookMs = performance.now() - begunAt;
    return { scale, records, faults: run.log.all, violations, tookMs };
  });
};
