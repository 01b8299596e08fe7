import type { Repeat } from '../core/function/repeat-while-passing.ts';
import type { ResourceDeps } from '../core/function/resource-answer.ts';
import type { GlacierLists } from '../core/glacier/ports.ts';
import type { Place } from '../core/vault/place.ts';
import type { StackState, VaultConfigurations, VaultRecords } from '../core/vault/ports.ts';

/** What `vault-notifications` works with. */
export interface VaultNotificationsDeps extends ResourceDeps {
  readonly vaults: VaultConfigurations;
  readonly lists: Pick<GlacierLists, 'listVaults'>;
  readonly records: VaultRecords;
  readonly stackState: StackState;
  readonly stack: Place;
}

/** What one request works with. */
export interface VaultsRun extends VaultNotificationsDeps {
  /** Repeats a step that fails for a reason which may pass. */
  readonly repeat: Repeat;
  /** Is aborted when the time of the request is over. */
  readonly signal: AbortSignal;
}
