import type { VaultConfiguration, VaultReading, VaultRecord } from './notifications.ts';

/** Reads and changes vaults' notification configurations; all throw GlacierCallError. */
export interface VaultConfigurations {
  /** Reads what a vault announces, and where. */
  read(vaultName: string): Promise<VaultReading>;
  /** Replaces a vault's configuration. */
  set(vaultName: string, configuration: VaultConfiguration): Promise<void>;
  /** Takes a vault's configuration away, unless it has none, or is itself gone. */
  remove(vaultName: string): Promise<void>;
}

/** Remembers what was replaced. */
export interface VaultRecords {
  /** Lists everything that is remembered, with strong consistency. */
  list(): Promise<readonly VaultRecord[]>;
  /** Remembers a vault, or replaces what was remembered of it. */
  keep(record: VaultRecord): Promise<void>;
  /** Forgets a vault. */
  forget(vaultName: string): Promise<void>;
}

/** Knows what CloudFormation is doing. */
export interface StackState {
  /** Whether a failed update of a stack is being undone. */
  isRollingBack(stackId: string): Promise<boolean>;
}
