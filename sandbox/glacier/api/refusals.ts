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

/** Refuses a parameter that is there and wrong. */
export const invalidParameter = (message: string): GlacierError =>
  new GlacierError(400, 'InvalidParameterValueException', message);

/** Refuses a request that lacks a parameter; the wording was observed (aws/aws-sdk-php #689). */
export const missingParameter = (name: string): GlacierError =>
  new GlacierError(400, 'MissingParameterValueException', `Required parameter missing: ${name}`);

/** Refuses a body that cannot be read. */
export const unreadableBody = (message: string): GlacierError =>
  new GlacierError(400, 'SerializationException', message);

/** Says that something is not there; only the message says what. */
export const notFound = (message: string): GlacierError =>
  new GlacierError(404, 'ResourceNotFoundException', message);

/** Says that a vault is not there, which has the same code as a job that is not there. */
export const vaultNotFound = (arn: string): GlacierError =>
  notFound(`Vault not found for ARN: ${arn}`);

/** Says that Glacier does not know a job id, or no longer does. */
export const jobNotFound = (jobId: string): GlacierError =>
  notFound(`The job ID was not found: ${jobId}`);
