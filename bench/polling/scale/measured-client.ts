import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What requests cost so far. */
export interface Spent {
  requests: number;
  capacityUnits: number;
}

const capacityOf = (output: object): number => {
  const consumed: unknown = Reflect.get(output, 'ConsumedCapacity');
  const units: unknown =
    typeof consumed === 'object' && consumed !== null
      ? Reflect.get(consumed, 'CapacityUnits')
      : undefined;
  return typeof units === 'number' ? units : 0;
};

/**
 * Creates a client that counts its requests and the capacity that they consume.
 *
 * `distanceMs` holds every request up, as a network does that a local DynamoDB does not have.
 */
export const createMeasuredClient = (endpoint: string, distanceMs = 0) => {
  const spent: Spent = { requests: 0, capacityUnits: 0 };
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      if (distanceMs > 0) await wait(distanceMs);
      const result = await next(args);
      spent.requests += 1;
      spent.capacityUnits += capacityOf(result.output);
      return result;
    },
    { step: 'initialize', name: 'countRequests' },
  );
  return { client, spent };
};
