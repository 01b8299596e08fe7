import type { DynamoDBRecord } from 'aws-lambda';
import type { Job } from '../../lambdas/core/job/job.ts';
import { type EventFilter, passesAny } from '../../sandbox/sources/event-filter.ts';
import type { StreamChange } from '../../sandbox/sources/stream-reader.ts';

/** The stream of the Jobs table: its changes by shard, and the images that its records refer to. */
export interface JobsStream {
  /** Follows a write of the table. */
  readonly follow: (before: Job | undefined, after: Job) => void;
  /** Reads the image that a record refers to. */
  readonly readImage: (image: unknown) => unknown;
  /** Frees the images of changes that are handled for good. */
  readonly release: (changes: readonly StreamChange[]) => void;
  /** Hears of every change that the filters of the event source let pass. */
  onChange: (change: StreamChange) => void;
}

const SHARDS = 4;

/** Creates the stream; records carry references to images in place of the images themselves. */
export const createJobsStream = (
  nowMs: () => number,
  filters: readonly EventFilter[],
): JobsStream => {
  const images = new Map<string, Job>();
  let written = 0;
  const refer = (job: Job, reference: string) => {
    images.set(reference, job);
    return { reference: { S: reference }, lastChange: { S: job.lastChange } };
  };
  const stream: JobsStream = {
    onChange: () => undefined,
    follow: (before, after) => {
      written += 1;
      const sequenceNumber = String(written).padStart(12, '0');
      const NewImage = refer(after, `${sequenceNumber} new`);
      const OldImage = before && refer(before, `${sequenceNumber} old`);
      const record: DynamoDBRecord = {
        eventName: before ? 'MODIFY' : 'INSERT',
        dynamodb: {
          Keys: { vaultArn: { S: after.vaultArn }, jobId: { S: after.jobId } },
          SequenceNumber: sequenceNumber,
          NewImage,
          ...(OldImage && { OldImage }),
        },
      };
      const shardId = `shard-${hash(after.jobId) % SHARDS}`;
      const change = { shardId, sequenceNumber, arrivedAt: nowMs(), record };
      if (passesAny(filters, record)) stream.onChange(change);
      else release(images, [change]);
    },
    readImage: (image) => images.get(referenceIn(image)),
    release: (changes) => release(images, changes),
  };
  return stream;
};

const release = (images: Map<string, Job>, changes: readonly StreamChange[]): void => {
  for (const { sequenceNumber } of changes) {
    images.delete(`${sequenceNumber} new`);
    images.delete(`${sequenceNumber} old`);
  }
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
