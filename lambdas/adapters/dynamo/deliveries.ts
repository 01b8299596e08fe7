import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Delivery, readDelivery, unknownMembers } from '../../core/delivery/delivery.ts';
import type { DeliveryStore } from '../../core/delivery/ports.ts';
import { isConditionMet } from './items/condition-met.ts';
import { readItem } from './items/read-item.ts';

/** Creates the store of the Deliveries table. */
export const createDynamoDeliveries = (
  client: DynamoDBClient,
  tableName: string,
): DeliveryStore => ({
  get: async ({ eventId, endpointId }) => {
    const item = await readItem(client, tableName, { eventId, endpointId });
    return item && readDelivery(item);
  },
  record: (row, previous) => {
    const command = new PutItemCommand({
      TableName: tableName,
      Item: marshall({ ...unknownMembers(previous), ...row }, { removeUndefinedValues: true }),
      ...(row.state === 'delivered' ? {} : unchangedSince(previous)),
    });
    return isConditionMet(client.send(command));
  },
});

// Together these name a row's version: an attempt raises the count, a lease and parking change the
// next attempt, and what starts over changes the state.
const unchangedSince = (previous: Delivery | undefined) => {
  if (previous === undefined) return { ConditionExpression: 'attribute_not_exists(eventId)' };
  const { state, attemptCount, nextAttemptAt } = previous;
  const isSame = '#state = :state AND attemptCount = :count';
  const next =
    nextAttemptAt === undefined ? 'attribute_not_exists(nextAttemptAt)' : 'nextAttemptAt = :next';
  return {
    ConditionExpression: `${isSame} AND ${next}`,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: marshall(
      { ':state': state, ':count': attemptCount, ':next': nextAttemptAt },
      { removeUndefinedValues: true },
    ),
  };
};
