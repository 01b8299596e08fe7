import { createFaultSwitches } from './fault-switches.ts';
import type { GlacierOptions } from './glacier-simulator.ts';
import type { GlacierState } from './glacier-state.ts';
import { createLedger } from './ledger.ts';
import { createRandom } from './seeded-random.ts';

/** Makes the state of an account without vaults. */
export const createState = (options: GlacierOptions): GlacierState => {
  const seed = options.seed ?? 1;
  return {
    clock: options.clock,
    region: options.region,
    accountId: options.accountId,
    extraRetentionMs: options.extraRetentionMs ?? 0,
    vaults: new Map(),
    running: new Map(),
    faults: createFaultSwitches(),
    keeper: createLedger(),
    drawIds: createRandom(seed, 'ids'),
    drawDurations: createRandom(seed, 'durations'),
    drawCallFaults: createRandom(seed, 'call faults'),
    noticeFaultsOf: (jobId) => createRandom(seed, jobId),
  };
};
