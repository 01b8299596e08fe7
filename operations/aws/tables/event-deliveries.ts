import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import { Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import type { EventDeliveries } from '../../../lambdas/core/delivery/ports.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';

/** Creates the search for the deliveries of an event; there is one for each endpoint at most. */
export const createDynamoEventDeliveries =
  (client: DynamoDBClient, tableName: string, onDamaged?: OnDamaged): EventDeliveries =>
  async (eventId) => {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: 'eventId = :event',
        ExpressionAttributeValues: marshall({ ':event': eventId }),
        ConsistentRead: true,
      },
    );
    const found: Delivery[] = [];
    for await (const { Items } of pages) {
      found.push(...readItems(Items, { schema: Delivery, table: 'Deliveries', onDamaged }));
    }
    return found;
  };
