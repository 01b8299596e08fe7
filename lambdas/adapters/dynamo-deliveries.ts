import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Delivery } from '../core/delivery.ts';
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
    return Item === undefined ? undefined : Delivery.parse(unmarshall(Item));
  },
  record: async (row, previous) => {
    const command = new PutItemCommand({
      TableName: tableName,
      Item: marshall(row, { removeUndefinedValues: true }),
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

// A state and a count together name a row's version: every attempt raises the count, and what starts
// it over changes the state.
const unchangedSince = (previous: Delivery | undefined) =>
  previous === undefined
    ? { ConditionExpression: 'attribute_not_exists(eventId)' }
    : {
        ConditionExpression: '#state = :state AND attemptCount = :count',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: marshall({
          ':state': previous.state,
          ':count': previous.attemptCount,
        }),
      };
