import type { Repeat } from '../core/function/repeat-while-passing.ts';
import type { ResourceAnswer } from '../core/function/resource-answer.ts';
import type { Log } from '../core/function/telemetry.ts';
import type { GlacierLists } from '../core/glacier/ports.ts';
import type { Place } from '../core/vault/place.ts';
import type { StackState, VaultConfigurations, VaultRecords } from '../core/vault/ports.ts';

/** What `vault-notifications` works with. */
export interface VaultNotificationsDeps {
  readonly vaults: VaultConfigurations;
  readonly lists: Pick<GlacierLists, 'listVaults'>;
  readonly records: VaultRecords;
  readonly stackState: StackState;
  /** Gives CloudFormation an answer at the address that it named. */
  readonly answer: (url: string, answer: ResourceAnswer) => Promise<void>;
  readonly stack: Place;
  /** Waits in real time. */
  readonly wait: (ms: number) => Promise<unknown>;
  readonly log: Log;
}

/** What one request works with. */
export interface VaultsRun extends VaultNotificationsDeps {
  /** Repeats a step that fails for a reason which may pass. */
  readonly repeat: Repeat;
  /** Is aborted when the time of the request is over. */
  readonly signal: AbortSignal;
}
