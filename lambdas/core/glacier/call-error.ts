/**
 * What a call that Glacier did not answer means for whoever made it.
 *
 * `busy`: throttled, or Glacier is out of order; the same call can succeed later.
 * `denied`: this vault may not be read with these credentials; other vaults may.
 * `unsupported`: Glacier serves this account no more.
 * `refused`: the request itself is at fault, or the answer says nothing; repeating it cannot help.
 */
export type CallOutcome = 'busy' | 'denied' | 'unsupported' | 'refused';

/** A call that Glacier did not answer; `cause` is the SDK's own error. */
export class GlacierCallError extends Error {
  override readonly name = 'GlacierCallError';
  readonly outcome: CallOutcome;

  constructor(
    message: string,
    options: { readonly cause: unknown; readonly outcome: CallOutcome },
  ) {
    super(message, options);
    this.outcome = options.outcome;
  }
}

/** Says what a failed call means; a fault that is not Glacier's is no outcome. */
export const outcomeOf = (error: unknown): CallOutcome | undefined =>
  error instanceof GlacierCallError ? error.outcome : undefined;
