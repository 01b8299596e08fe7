/**
 * Everything that a vault can announce.
 *
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/api-vault-notifications-put.html
 */
export const VAULT_EVENTS = ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'] as const;

/** Where a vault announces what; a vault has at most one of these. */
export interface VaultConfiguration {
  readonly topicArn: string;
  readonly events: readonly string[];
}

/** What Glacier says of a vault's configuration. */
export type VaultReading =
  | { readonly kind: 'set'; readonly configuration: VaultConfiguration }
  | { readonly kind: 'unset' }
  | { readonly kind: 'missing' };

/**
 * What is recorded of a vault that the stack has claimed, until it is released, and then for as long as
 * CloudFormation may roll that back.
 */
export interface VaultRecord {
  readonly vaultName: string;
  /** The topics that the vault may have been claimed for, the present one first. */
  readonly topicArns: readonly string[];
  /** What was replaced, and is put back in the end; absent: nothing was. */
  readonly previous?: VaultConfiguration | undefined;
  /** The id of the request that put `previous` back; absent: the vault still is this service's. */
  readonly releasedBy?: string | undefined;
}

/** Whether two configurations announce the same at the same place. */
export const isSameConfiguration = (a: VaultConfiguration, b: VaultConfiguration): boolean =>
  a.topicArn === b.topicArn && [...a.events].sort().join() === [...b.events].sort().join();
