import { type FaultSettings, faultSettingsSchema, NO_FAULTS } from './fault-settings.ts';

/** Switches faults on and off while the simulator runs. */
export interface FaultSwitches {
  /** Changes the named faults for one vault, or for every vault that has no setting of its own. */
  set(change: Partial<FaultSettings>, vaultName?: string): void;
  /** Switches off what was set for one vault, or everything. */
  clear(vaultName?: string): void;
  /** Returns what is on for a vault, or for calls that name none. */
  current(vaultName?: string): FaultSettings;
}

/** Makes the switches, all of them off. */
export const createFaultSwitches = (): FaultSwitches => {
  const changes = new Map<string | undefined, Partial<FaultSettings>>();
  return {
    set: (change, vaultName) => {
      const checked = faultSettingsSchema.partial().parse(change);
      changes.set(vaultName, { ...changes.get(vaultName), ...checked });
    },
    clear: (vaultName) => {
      if (vaultName === undefined) {
        changes.clear();
      } else {
        changes.delete(vaultName);
      }
    },
    current: (vaultName) => ({
      ...NO_FAULTS,
      ...changes.get(undefined),
      ...changes.get(vaultName),
    }),
  };
};
