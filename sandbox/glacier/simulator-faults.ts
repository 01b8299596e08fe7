import type { FaultSwitches } from './fault-switches.ts';
import type { JobControl } from './job-control.ts';

/** Everything that can be made to go wrong. */
export interface SimulatorFaults extends FaultSwitches, Pick<JobControl, 'failJob' | 'forgetJob'> {
  /** Deletes a vault with everything in it, as someone else's mistake would. */
  deleteVault(vaultName: string): void;
}
