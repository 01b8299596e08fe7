import type { DynamoDBRecord } from 'aws-lambda';
import type { Job } from '../../lambdas/core/job/job.ts';
import { type EventFilter, passesAny } from '../../sandbox/sources/event-filter.ts';
import type { StreamChange } from '../../sandbox/sources/stream-reader.ts';

/** The stream of a table: its changes by shard, and the images that its records refer to. */
export interface TableStream<Row> {
  /** Follows a write of the table. */
  readonly follow: (before: Row | undefined, after: Row) => void;
  /** Reads the image that a record refers to. */
  readonly readImage: (image: unknown) => unknown;
  /** Frees the images of changes that are handled for good. */
  readonly release: (changes: readonly StreamChange[]) => void;
  /** Hears of every change that the filters of the event source let pass. */
  onChange: (change: StreamChange) => void;
}

const SHARDS = 4;

/** Where the records of a stream come from. */
export interface StreamSource<Row> {
  readonly nowMs: () => number;
  readonly filters: readonly EventFilter[];
  readonly keysOf: (row: Row) => Readonly<Record<string, { readonly S: string }>>;
  /** The attributes that filters ask for. */
  readonly filteredBy: (row: Row) => Readonly<Record<string, { readonly S: string }>>;
  /** Begins the references of this stream's images. @default '' */
  readonly name?: string;
}

/** Creates a stream; records carry references to images in place of the images themselves. */
export const createStream = <Row>(source: StreamSource<Row>): TableStream<Row> => {
  const { nowMs, filters, keysOf, filteredBy, name = '' } = source;
  const images = new Map<string, Row>();
  let written = 0;
  const refer = (row: Row, reference: string) => {
    images.set(`${name}${reference}`, row);
    return { reference: { S: `${name}${reference}` }, ...filteredBy(row) };
  };
  const free = (changes: readonly StreamChange[]): void => {
    for (const { sequenceNumber } of changes) {
      images.delete(`${name}${sequenceNumber} new`);
      images.delete(`${name}${sequenceNumber} old`);
    }
  };
  const stream: TableStream<Row> = {
    onChange: () => undefined,
    follow: (before, after) => {
      written += 1;
      const sequenceNumber = String(written).padStart(12, '0');
      const NewImage = refer(after, `${sequenceNumber} new`);
      const OldImage = before && refer(before, `${sequenceNumber} old`);
      const Keys = keysOf(after);
      const record: DynamoDBRecord = {
        eventName: before ? 'MODIFY' : 'INSERT',
        dynamodb: {
          Keys,
          SequenceNumber: sequenceNumber,
          NewImage,
          ...(OldImage && { OldImage }),
        },
      };
      const shardId = `shard-${hash(partOf(record)) % SHARDS}`;
      const change = { shardId, sequenceNumber, arrivedAt: nowMs(), record };
      if (passesAny(filters, record)) stream.onChange(change);
      else free([change]);
    },
    readImage: (image) => images.get(referenceIn(image)),
    release: free,
  };
  return stream;
};

/** Creates the stream of the Jobs table. */
export const createJobsStream = (
  nowMs: () => number,
  filters: readonly EventFilter[],
): TableStream<Job> =>
  createStream({
    nowMs,
    filters,
    keysOf: ({ vaultArn, jobId }) => ({ vaultArn: { S: vaultArn }, jobId: { S: jobId } }),
    filteredBy: ({ lastChange }) => ({ lastChange: { S: lastChange } }),
  });

/** What keeps the changes of a job, or of a group, in their order. */
export const partOf = ({ dynamodb }: DynamoDBRecord): string => {
  const { jobId, group } = dynamodb?.Keys ?? {};
  return (jobId ?? group)?.S ?? '';
};

const referenceIn = (image: unknown): string => {
  const reference: unknown =
    typeof image === 'object' && image !== null ? Reflect.get(image, 'reference') : undefined;
  return typeof reference === 'object' && reference !== null
    ? String(Reflect.get(reference, 'S'))
    : '';
};

/** Spreads jobs over shards and lanes. */
export const hash = (text: string): number => {
  let sum = 0;
  for (const letter of text) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0;
  return sum >>> 0;
};
