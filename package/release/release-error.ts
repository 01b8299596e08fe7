/** A release cannot be made as asked; the message has the remedy. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
}
