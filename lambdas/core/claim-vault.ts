import {
  isSameConfiguration,
  VAULT_EVENTS,
  type VaultConfiguration,
  type VaultReading,
  type VaultRecord,
} from './vault-configuration.ts';

/** Where vaults are to be pointed. */
export interface VaultAim {
  readonly topicArn: string;
  /** Whether the topic goes with this service, so that nobody else wants what is announced there. */
  readonly isOwnTopic: boolean;
  /** Whether a configuration of somebody else's may be replaced. */
  readonly mayTakeOver: boolean;
  /** Whether an update is being undone, so that what it has given back is taken again. */
  readonly isUndoing: boolean;
}

/** What is to be done so that a vault announces its jobs at the topic. */
export type Pointing =
  /** Remember first, then set the configuration, unless it is as it should be. */
  | {
      readonly kind: 'point';
      readonly record: VaultRecord;
      readonly configuration: VaultConfiguration | undefined;
    }
  | { readonly kind: 'missing'; readonly vaultName: string }
  | { readonly kind: 'foreign'; readonly vaultName: string; readonly topicArn: string };

/** What is known of one vault. */
export interface KnownVault {
  readonly vaultName: string;
  readonly reading: VaultReading;
  /** What was remembered when the vault was pointed at the topic before. */
  readonly record: VaultRecord | undefined;
}

/** Decides what becomes of a vault's configuration; repeating it after any interruption is safe. */
export const decidePointing = (known: KnownVault, aim: VaultAim): Pointing => {
  const { vaultName, reading } = known;
  const record = known.record?.releasedBy === undefined ? known.record : undefined;
  const vault = { vaultName, reading, record };
  switch (reading.kind) {
    case 'missing':
      return { kind: 'missing', vaultName };
    case 'unset':
      return point(vault, aim, undefined);
    case 'set': {
      const { configuration } = reading;
      const { topicArn } = configuration;
      if (record?.topicArns.includes(topicArn)) return point(vault, aim, record.previous);
      if (topicArn === aim.topicArn) return point(vault, aim, adopted(configuration, aim));
      return aim.mayTakeOver || (aim.isUndoing && isAsReleased(known, configuration))
        ? point(vault, aim, configuration)
        : { kind: 'foreign', vaultName, topicArn };
    }
  }
};

// What has changed since it was given back is somebody else's.
const isAsReleased = ({ record }: KnownVault, configuration: VaultConfiguration): boolean =>
  record?.releasedBy !== undefined &&
  record.previous !== undefined &&
  isSameConfiguration(record.previous, configuration);

// With its own topic gone, nothing would be left to notify; another topic was notified before.
const adopted = (configuration: VaultConfiguration, { isOwnTopic }: VaultAim) =>
  isOwnTopic ? undefined : configuration;

const point = (
  { vaultName, reading, record }: KnownVault,
  { topicArn }: VaultAim,
  previous: VaultConfiguration | undefined,
): Pointing => {
  const wanted = { topicArn, events: VAULT_EVENTS };
  const isWanted = reading.kind === 'set' && isSameConfiguration(reading.configuration, wanted);
  return {
    kind: 'point',
    record: {
      ...record,
      vaultName,
      topicArns: [...new Set([topicArn, ...(record?.topicArns ?? [])])],
      previous,
    },
    configuration: isWanted ? undefined : wanted,
  };
};
