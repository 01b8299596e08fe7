/**
 * A refusal in the words of Glacier's API.
 *
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/api-error-responses.html}
 */
export class GlacierError extends Error {
  override readonly name = 'GlacierError';
  /** The HTTP status that carries the refusal. */
  readonly status: number;
  /** The name under which the SDK throws it. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
