/** States in one sentence why the sandbox cannot start here, and the remedy. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Prints the sentence of a {@link StartError} and fails the process; any other fault is thrown. */
export const explainStartError = (error: unknown): void => {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
};
