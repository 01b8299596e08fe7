import {
  isSameConfiguration,
  VAULT_EVENTS,
  type VaultConfiguration,
  type VaultReading,
  type VaultRecord,
} from './notifications.ts';

/** The topic that vaults must notify, and what may be replaced for it. */
export interface ClaimTarget {
  readonly topicArn: string;
  /** Whether the topic belongs to this stack, so that only this service reads it. */
  readonly isOwnTopic: boolean;
  /** Whether a configuration that names another topic may be replaced. */
  readonly mayTakeOver: boolean;
  /** Whether an update is rolled back: vaults that it released are claimed again. */
  readonly isRollback: boolean;
}

/** What must be done so that a vault notifies the topic. */
export type VaultClaim =
  /** Record first, then set the configuration, unless it is already right. */
  | {
      readonly kind: 'claim';
      readonly record: VaultRecord;
      readonly configuration: VaultConfiguration | undefined;
    }
  | { readonly kind: 'missing'; readonly vaultName: string }
  | { readonly kind: 'occupied'; readonly vaultName: string; readonly topicArn: string };

/** What is known of one vault. */
export interface KnownVault {
  readonly vaultName: string;
  readonly reading: VaultReading;
  /** What was recorded when the vault was claimed before. */
  readonly record: VaultRecord | undefined;
}

/** Decides how to claim a vault; repeating it after any interruption is safe. */
export const decideClaim = (known: KnownVault, target: ClaimTarget): VaultClaim => {
  const { vaultName, reading } = known;
  const record = known.record?.releasedBy === undefined ? known.record : undefined;
  const vault = { vaultName, reading, record };
  switch (reading.kind) {
    case 'missing':
      return { kind: 'missing', vaultName };
    case 'unset':
      return claim(vault, target, undefined);
    case 'set': {
      const { configuration } = reading;
      const { topicArn } = configuration;
      if (record?.topicArns.includes(topicArn)) return claim(vault, target, record.previous);
      if (topicArn === target.topicArn) return claim(vault, target, adopted(configuration, target));
      return target.mayTakeOver || (target.isRollback && isAsReleased(known, configuration))
        ? claim(vault, target, configuration)
        : { kind: 'occupied', vaultName, topicArn };
    }
  }
};

// A configuration that changed since the release belongs to its new owner.
const isAsReleased = ({ record }: KnownVault, configuration: VaultConfiguration): boolean =>
  record?.releasedBy !== undefined &&
  record.previous !== undefined &&
  isSameConfiguration(record.previous, configuration);

// With its own topic gone, nothing would be left to notify; another topic was notified before.
const adopted = (configuration: VaultConfiguration, { isOwnTopic }: ClaimTarget) =>
  isOwnTopic ? undefined : configuration;

const claim = (
  { vaultName, reading, record }: KnownVault,
  { topicArn }: ClaimTarget,
  previous: VaultConfiguration | undefined,
): VaultClaim => {
  const wanted = { topicArn, events: VAULT_EVENTS };
  const isWanted = reading.kind === 'set' && isSameConfiguration(reading.configuration, wanted);
  return {
    kind: 'claim',
    record: {
      ...record,
      vaultName,
      topicArns: [...new Set([topicArn, ...(record?.topicArns ?? [])])],
      previous,
    },
    configuration: isWanted ? undefined : wanted,
  };
};
