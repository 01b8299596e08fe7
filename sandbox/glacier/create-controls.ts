import type { Controls } from './answer-control.ts';
import type { GlacierState } from './glacier-state.ts';
import { createJobControl } from './job-control.ts';
import { ensureVault } from './vault-operations.ts';

/** Makes what tests, the demo and the control routes steer a simulator with. */
export const createControls = (state: GlacierState): Controls => {
  const jobs = createJobControl(state);
  const { failJob, forgetJob } = jobs;
  const deleteVault = (name: string) => {
    state.vaults.delete(name);
  };
  return {
    jobs,
    faults: { ...state.faults, failJob, forgetJob, deleteVault },
    ledger: state.keeper.ledger,
    createVault: (name) => {
      ensureVault(state, name);
    },
  };
};
