import type {
  VaultConfiguration,
  VaultReading,
  VaultRecord,
} from '../../lambdas/core/vault/notifications.ts';

/** The topic of the service. */
export const NOTICE_TOPIC = 'arn:aws:sns:eu-west-1:123456789012:notices';

/** The notification configurations of vaults, and what the stack remembers of them. */
export interface SimulatedVaults {
  readonly read: (vaultName: string) => VaultReading;
  readonly set: (vaultName: string, configuration: VaultConfiguration) => void;
  readonly remove: (vaultName: string) => void;
  readonly records: Map<string, VaultRecord>;
  /** Whether Glacier announces completions of this vault to the service. */
  readonly announces: (vaultName: string) => boolean;
}

/** Creates vaults that announce nothing. */
export const createVaults = (): SimulatedVaults => {
  const configurations = new Map<string, VaultConfiguration>();
  return {
    records: new Map(),
    announces: (name) => configurations.get(name)?.topicArn === NOTICE_TOPIC,
    read: (name) => {
      const configuration = configurations.get(name);
      return configuration ? { kind: 'set', configuration } : { kind: 'unset' };
    },
    set: (name, configuration) => void configurations.set(name, configuration),
    remove: (name) => void configurations.delete(name),
  };
};
