import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Delivery, laterMembers, readDelivery } from '../core/delivery.ts';
import type { DeliveryKey, DeliveryStore } from '../core/delivery-ports.ts';

/** Creates the store of the Deliveries table. */
export const createDynamoDeliveries = (
  client: DynamoDBClient,
  tableName: string,
): DeliveryStore => ({
  get: async ({ eventId, endpointId }: DeliveryKey) => {
    const command = new GetItemCommand({
      TableName: tableName,
      Key: marshall({ eventId, endpointId }),
      ConsistentRead: true,
    });
    const { Item } = await client.send(command);
    return Item === undefined ? undefined : readDelivery(unmarshall(Item));
  },
  record: async (row, previous) => {
    const command = new PutItemCommand({
      TableName: tableName,
      Item: marshall({ ...laterMembers(previous), ...row }, { removeUndefinedValues: true }),
      ...(row.state === 'delivered' ? {} : unchangedSince(previous)),
    });
    try {
      await client.send(command);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
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
