import * as z from 'zod/mini';
import { InvalidInputError } from '../errors.ts';

const text = z.string().check(z.minLength(1));

const Envelope = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: text,
  StackId: text,
  RequestId: text,
  LogicalResourceId: text,
  PhysicalResourceId: z.optional(text),
  ResourceProperties: z.unknown(),
  OldResourceProperties: z.optional(z.unknown()),
});

/**
 * A request of CloudFormation's, of which only the envelope is known to be in order.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export type ResourceRequest = z.output<typeof Envelope>;

/**
 * Reads a request.
 *
 * @throws InvalidInputError when it does not even say where its answer goes.
 */
export const readResourceRequest = (event: unknown): ResourceRequest => {
  const result = Envelope.safeParse(event);
  if (result.success) return result.data;
  throw new InvalidInputError('The event is not a CloudFormation custom resource request.', {
    cause: result.error,
  });
};
