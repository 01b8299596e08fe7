import type { Repeat } from '../core/function/repeat-while-passing.ts';

/** A step at one vault that failed; `cause` says why. */
export class VaultStepError extends Error {
  override readonly name = 'VaultStepError';
  readonly vaultName: string;

  constructor(vaultName: string, options: { readonly cause: unknown }) {
    const { cause } = options;
    const text = cause instanceof Error ? cause.message : String(cause);
    super(`Vault ${vaultName}: ${text}`, options);
    this.vaultName = vaultName;
  }
}

/**
 * Takes a step at one vault, as often as it takes and the time lasts.
 *
 * @throws VaultStepError that names the vault, instead of an error that may not; the signal's reason
 *   when the time is over.
 */
export const atVault = async <Result>(
  vaultName: string,
  { signal, repeat }: { readonly signal: AbortSignal; readonly repeat: Repeat },
  step: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await repeat(step);
  } catch (cause) {
    signal.throwIfAborted();
    throw new VaultStepError(vaultName, { cause });
  }
};
