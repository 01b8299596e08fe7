import * as z from 'zod';

/** What a function says about a batch: the records that failed, or that all of it did. */
export type BatchVerdict =
  | { readonly kind: 'failed-items'; readonly identifiers: ReadonlySet<string> }
  | { readonly kind: 'failed-batch' };

const BatchResponse = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullish();

/**
 * Reads a partial batch response.
 *
 * An identifier that is empty, missing, or of no record fails the whole batch, as in Lambda.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const readBatchResponse = (
  response: unknown,
  knownIdentifiers: readonly string[],
): BatchVerdict => {
  const read = BatchResponse.safeParse(response);
  if (!read.success) return { kind: 'failed-batch' };
  const identifiers = new Set(
    (read.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier),
  );
  return [...identifiers].every((identifier) => knownIdentifiers.includes(identifier))
    ? { kind: 'failed-items', identifiers }
    : { kind: 'failed-batch' };
};
