/** A replay failed in the middle; the message states what was queued before, the cause why it failed. */
export class InterruptedReplayError extends Error {
  override readonly name = 'InterruptedReplayError';

  constructor(queued: number, options: ErrorOptions) {
    super(`At least ${queued} deliveries were queued before the replay failed.`, options);
  }
}
