/** A step at one vault that failed; `cause` says why. */
export class VaultStepError extends Error {
  override readonly name = 'VaultStepError';
}

/**
 * Takes a step at one vault, unless the time is over.
 *
 * @throws VaultStepError that names the vault, instead of an error that may not.
 */
export const atVault = async <Result>(
  vaultName: string,
  signal: AbortSignal,
  step: () => Promise<Result>,
): Promise<Result> => {
  signal.throwIfAborted();
  try {
    return await step();
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new VaultStepError(`At the vault ${vaultName}: ${text}`, { cause });
  }
};
