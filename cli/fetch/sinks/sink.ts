import type { NamedOutput } from '../../../operations/fetch/names.ts';
import type { OutputRange } from '../../../operations/fetch/ranges.ts';
import { CliError } from '../../framework/errors/cli-error.ts';

/** Where outputs are stored: a folder, or a prefix in a bucket of S3. */
export interface Sink {
  /** Checks whether the name is taken: by the same content (`same`), or by another. */
  find(named: NamedOutput): Promise<'absent' | 'same' | 'different'>;
  /** Begins to store an output, or continues what an earlier run began. */
  open(named: NamedOutput): Promise<Target>;
  /** Removes what this progress file notes of an unfinished output, or with `all` whatever is unfinished. */
  abort(named: NamedOutput, whose: 'own' | 'all'): Promise<void>;
  close(): void;
}

/** An output that is being stored. */
export interface Target {
  /** The tree hashes of the ranges that are stored durably, by index. */
  readonly stored: ReadonlyMap<number, string>;
  /**
   * Stores the bytes of a range; they may be stored again.
   *
   * @throws StoreError, or what reading the bytes throws.
   */
  store(range: OutputRange, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Notes that a range is right, after it has become durable. */
  note(range: OutputRange, hash: string): Promise<void>;
  /** Makes the whole output durable under its name; false: another has taken the name. */
  commit(): Promise<boolean>;
  /** Forgets all ranges. */
  discard(): Promise<void>;
  close(): Promise<void>;
}

/** The place did not take bytes; the message states the remedy. */
export class StoreError extends CliError {
  /** Whether the same attempt can succeed later; else no output can be stored. */
  readonly isTransient: boolean;

  constructor(
    message: string,
    options: { readonly cause: unknown; readonly isTransient: boolean },
  ) {
    super(message, options);
    this.isTransient = options.isTransient;
  }
}
