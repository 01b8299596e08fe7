import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createJobsTable } from '../../../bench/notices/jobs-table.ts';
import { createDeliveriesTable } from '../../support/deliveries-table.ts';
import { createKeyTable } from '../../support/key-table.ts';
import { startLocalDynamo } from '../../support/local-dynamo.ts';

/** The service's tables in a local DynamoDB, a clock that the player sets, and fixed random bytes. */
export const startGoldenWorld = async () => {
  const { client, stop } = await startLocalDynamo();
  await createJobsTable(client, 'jobs');
  await createDeliveriesTable(client, 'deliveries');
  await createKeyTable(client, 'endpoints', ['endpointId']);
  await createKeyTable(client, 'endpoint-secrets', ['endpointId']);
  await createKeyTable(client, 'vaults', ['vaultName']);
  const clock = { ms: Date.parse('2026-03-14T12:00:00.000Z') };
  let draws = 0;
  return {
    client,
    stop,
    clock,
    nowMs: () => clock.ms,
    now: () => new Date(clock.ms).toISOString(),
    randomBytes: (count: number) => {
      draws += 1;
      return new Uint8Array(count).fill(draws);
    },
  };
};

/** See {@link startGoldenWorld}. */
export type GoldenWorld = Awaited<ReturnType<typeof startGoldenWorld>>;

/** An item of a table, as DynamoDB has it. */
export type Item = Record<string, AttributeValue>;

/** Reads the items of a table in order, each with its members in order: the emulator mixes them. */
export const readItems = async (client: DynamoDBClient, TableName: string): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) items.push(...Items);
  return items
    .map((item) => JSON.stringify(item, sortMembers))
    .sort()
    .map((text) => JSON.parse(text) as Item);
};

const sortMembers = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort())
    : value;

/** What is sent to a queue or a topic. */
export interface Sent extends Readonly<Record<string, unknown>> {
  /** What SNS adds to a dead letter. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A client of SNS and SQS that keeps what is sent; every entry of a batch is an item of its own. */
export const createMailbox = () => {
  const sent: Sent[] = [];
  const client = {
    send: ({ input }: { input: Record<string, unknown> }) => {
      const { Entries, PublishBatchRequestEntries, QueueUrl: _, TopicArn: __, ...one } = input;
      const entries = (Entries ?? PublishBatchRequestEntries ?? [one]) as Sent[];
      sent.push(...entries.map(({ Id: _id, ...entry }) => entry));
      return Promise.resolve({});
    },
  };
  return {
    sqs: client as unknown as SQSClient,
    sns: client as unknown as SNSClient,
    /** Takes out what was sent since the last time. */
    take: () => sent.splice(0),
  };
};
