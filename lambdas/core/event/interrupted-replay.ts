/** Sending failed in the middle; the message states what was sent before, the cause why it failed. */
export class InterruptedReplayError extends Error {
  override readonly name = 'InterruptedReplayError';
  readonly sent: number;

  /** Adds up what was sent before an interruption that is the cause, and takes over its cause. */
  constructor(sentBefore: number, { cause }: ErrorOptions) {
    const inner = cause instanceof InterruptedReplayError ? cause : { sent: 0, cause };
    const sent = sentBefore + inner.sent;
    const known = sent === 0 ? 'Nothing was sent' : `At least ${sent} messages were sent`;
    super(`${known} before the fault.`, { cause: inner.cause });
    this.sent = sent;
  }
}
