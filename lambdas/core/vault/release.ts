import {
  isSameConfiguration,
  type VaultConfiguration,
  type VaultReading,
  type VaultRecord,
} from './notifications.ts';

/** What is to be done so that a vault is as it was found. */
export type VaultRelease =
  /** Nothing: it was changed by others since, or is already restored. */
  | { readonly kind: 'leave' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'restore'; readonly configuration: VaultConfiguration };

/** Decides how a vault is given back; only a configuration that still is this service's is changed. */
export const decideRelease = (
  reading: VaultReading,
  { topicArns, previous }: VaultRecord,
): VaultRelease => {
  if (reading.kind !== 'set') return { kind: 'leave' };
  const { configuration } = reading;
  if (!topicArns.includes(configuration.topicArn)) return { kind: 'leave' };
  if (previous === undefined) return { kind: 'remove' };
  return isSameConfiguration(configuration, previous)
    ? { kind: 'leave' }
    : { kind: 'restore', configuration: previous };
};
