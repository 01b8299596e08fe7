import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createLocalClient } from '../notices/bench-tables.ts';
import type { Tally } from './tally.ts';

/** A client of a local DynamoDB whose capacity is counted. */
export interface CountedClient {
  readonly client: DynamoDBClient;
  /** Says where to count from now on. */
  readonly countInto: (tally: Tally) => void;
  /** The requests since the last call of this. */
  readonly takeRequests: () => number;
}

const unitsOf = (answer: object): number => {
  const consumed: unknown = Reflect.get(answer, 'ConsumedCapacity');
  const units: unknown = Reflect.get(Object(consumed), 'CapacityUnits');
  return typeof units === 'number' ? units : 0;
};

/** Creates a client that counts what DynamoDB says that each request consumed, its indexes included. */
export const createCountedClient = (endpoint: string): CountedClient => {
  const client = createLocalClient(endpoint);
  let tally: Tally | undefined;
  let requests = 0;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
        requests += 1;
        const result = await next(args);
        const kind = /^(?:Put|Update|Delete)/.test(commandName) ? 'writeUnits' : 'readUnits';
        if (tally) tally[kind] += unitsOf(result.output);
        return result;
      },
    { step: 'initialize', name: 'countCapacity' },
  );
  return {
    client,
    countInto: (next) => {
      tally = next;
    },
    takeRequests: () => {
      const taken = requests;
      requests = 0;
      return taken;
    },
  };
};
