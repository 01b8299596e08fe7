import type { VirtualClock } from '../time/virtual-clock.ts';
import type { FaultSwitches } from './faults/fault-switches.ts';
import type { Job } from './jobs/job.ts';
import type { LedgerKeeper } from './ledger.ts';
import type { Random } from './seeded-random.ts';
import type { Vault } from './vaults/vault.ts';

/** What every operation of the simulator works on. */
export interface GlacierState {
  readonly clock: VirtualClock;
  readonly region: string;
  readonly accountId: string;
  /** How long after its 24 hours a completed job is still known. */
  readonly extraRetentionMs: number;
  readonly vaults: Map<string, Vault>;
  /** Jobs whose end has not been announced, by id. */
  readonly running: Map<string, Job>;
  readonly faults: FaultSwitches;
  readonly keeper: LedgerKeeper;
  readonly drawIds: Random;
  readonly drawDurations: Random;
  readonly drawCallFaults: Random;
  /** By job, so that a notice's fate depends neither on its turn nor on other calls. */
  readonly noticeFaultsOf: (jobId: string) => Random;
}
