import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Creates the catch of a conditional write: what it gives where the condition is not met. */
export const ifConditionFails =
  <Instead>(give: (refusal: ConditionalCheckFailedException) => Instead) =>
  (error: unknown): Instead => {
    if (error instanceof ConditionalCheckFailedException) return give(error);
    throw error;
  };

/** Waits for a conditional write; says whether its condition was met. */
export const isConditionMet = (write: Promise<unknown>): Promise<boolean> =>
  write.then(
    () => true,
    ifConditionFails(() => false),
  );
