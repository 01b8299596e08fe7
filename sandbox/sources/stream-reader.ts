import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import { account } from '../template/account.ts';

/** A change of a table, with the shard that determines its order. */
export interface StreamChange {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly arrivedAt: number;
  readonly record: DynamoDBRecord;
}

/** Reads what is new in a stream. */
export interface StreamReader {
  readNew(): Promise<readonly StreamChange[]>;
}

/** A stream and how to reach it. */
export interface StreamReaderOptions {
  readonly streamArn: string;
  readonly streams: DynamoDBStreamsClient;
  readonly clock: { now(): number };
}

/** Opens a stream at its beginning; the sandbox's tables are new, so nothing is older. */
export const createStreamReader = ({
  streamArn,
  streams,
  clock,
}: StreamReaderOptions): StreamReader => {
  const iterators = new Map<string, string | undefined>();
  const findShards = async (): Promise<void> => {
    const { StreamDescription } = await streams.send(
      new DescribeStreamCommand({ StreamArn: streamArn }),
    );
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      if (ShardId === undefined || iterators.has(ShardId)) continue;
      const { ShardIterator } = await streams.send(
        new GetShardIteratorCommand({
          StreamArn: streamArn,
          ShardId,
          ShardIteratorType: 'TRIM_HORIZON',
        }),
      );
      iterators.set(ShardId, ShardIterator);
    }
  };
  const readShard = async (shardId: string, iterator: string): Promise<readonly StreamChange[]> => {
    const { Records = [], NextShardIterator } = await streams.send(
      new GetRecordsCommand({ ShardIterator: iterator }),
    );
    iterators.set(shardId, NextShardIterator);
    const arrivedAt = clock.now();
    return Records.map((record) => ({
      shardId,
      sequenceNumber: record.dynamodb?.SequenceNumber ?? '',
      arrivedAt,
      record: streamRecord(record, { arn: streamArn, region: account.region, arrivedAt }),
    }));
  };
  return {
    readNew: async () => {
      const open = openShards(iterators);
      // A shard that has ended is followed by others.
      if (open.length === 0 || open.length < iterators.size) await findShards();
      const changes: StreamChange[] = [];
      for (const [shardId, iterator] of openShards(iterators)) {
        changes.push(...(await readShard(shardId, iterator)));
      }
      return changes;
    },
  };
};

const openShards = (
  iterators: ReadonlyMap<string, string | undefined>,
): readonly (readonly [string, string])[] =>
  [...iterators].flatMap(([shardId, iterator]) =>
    iterator === undefined ? [] : [[shardId, iterator] as const],
  );

/**
 * Builds the record that a function gets for a change of a table.
 *
 * It is the stream's own record in its JSON form; the arrival is given in virtual time, because the
 * emulated table does not know that time.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
const streamRecord = (
  record: _Record,
  stream: { readonly arn: string; readonly region: string; readonly arrivedAt: number },
): DynamoDBRecord => ({
  ...(record.eventID === undefined ? {} : { eventID: record.eventID }),
  ...(record.eventName === undefined ? {} : { eventName: record.eventName }),
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: stream.region,
  eventSourceARN: stream.arn,
  dynamodb: {
    ...toJsonForm(record.dynamodb),
    ApproximateCreationDateTime: Math.floor(stream.arrivedAt / 1000),
  },
});

const toJsonForm = (change: _Record['dynamodb']): object => {
  const json: object = JSON.parse(
    JSON.stringify(change ?? {}, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  );
  return json;
};
