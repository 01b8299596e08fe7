import { GlacierError } from './glacier-error.ts';

/** Refuses a parameter that is there and wrong. */
export const invalidParameter = (message: string): GlacierError =>
  new GlacierError(400, 'InvalidParameterValueException', message);

/** Refuses a request that lacks a parameter; the wording was observed (aws/aws-sdk-php #689). */
export const missingParameter = (name: string): GlacierError =>
  new GlacierError(400, 'MissingParameterValueException', `Required parameter missing: ${name}`);

/** Refuses a body that cannot be read. */
export const unreadableBody = (message: string): GlacierError =>
  new GlacierError(400, 'SerializationException', message);

/** Says that something is not there; only the message tells what. */
export const notFound = (message: string): GlacierError =>
  new GlacierError(404, 'ResourceNotFoundException', message);

/** Says that a vault is not there, which has the same code as a job that is not there. */
export const vaultNotFound = (arn: string): GlacierError =>
  notFound(`Vault not found for ARN: ${arn}`);

/** Says that Glacier does not know a job id, or no longer does. */
export const jobNotFound = (jobId: string): GlacierError =>
  notFound(`The job ID was not found: ${jobId}`);
