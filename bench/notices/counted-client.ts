import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfig } from '../../sandbox/template/account.ts';

/** What requests to DynamoDB have cost. */
export interface Spent {
  requests: number;
  readUnits: number;
  writeUnits: number;
}

/** Creates a client of a local DynamoDB. */
export const createLocalClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ ...clientConfig, endpoint });

const unitsOf = (answer: object): number => {
  const consumed: unknown = Reflect.get(answer, 'ConsumedCapacity');
  const units: unknown = Reflect.get(Object(consumed), 'CapacityUnits');
  return typeof units === 'number' ? units : 0;
};

/**
 * Creates a client that counts its requests and the capacity that they consume, indexes included.
 *
 * `distanceMs` delays every request, as a network does that a local DynamoDB does not have.
 */
export const createCountedClient = (endpoint: string, distanceMs = 0) => {
  const client = createLocalClient(endpoint);
  let spent: Spent = { requests: 0, readUnits: 0, writeUnits: 0 };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
        spent.requests += 1;
        if (distanceMs > 0) await wait(distanceMs);
        const result = await next(args);
        const kind = /^(?:Put|Update|Delete)/.test(commandName) ? 'writeUnits' : 'readUnits';
        spent[kind] += unitsOf(result.output);
        return result;
      },
    { step: 'initialize', name: 'countCapacity' },
  );
  /** Returns what was spent since the last call of this. */
  const takeSpent = (): Readonly<Spent> => {
    const taken = spent;
    spent = { requests: 0, readUnits: 0, writeUnits: 0 };
    return taken;
  };
  return { client, takeSpent };
};

/** See {@link createCountedClient}. */
export type CountedClient = ReturnType<typeof createCountedClient>;
