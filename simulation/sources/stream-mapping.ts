import type { DynamoDBStreamEvent } from 'aws-lambda';
import { readBatchResponse } from '../../sandbox/sources/batch-response.ts';
import {
  judgeFailedBatch,
  type StreamBatch,
  type StreamRetrySettings,
} from '../../sandbox/sources/stream-batches.ts';
import type { StreamChange } from '../../sandbox/sources/stream-reader.ts';
import type { VirtualTime } from '../engine/virtual-time.ts';
import type { Invocation, SimulatedFunction } from '../functions/lambda.ts';
import { hash, partOf } from '../ports/stream.ts';

/** How a stream is read on behalf of a function. */
export interface StreamMapping extends StreamRetrySettings {
  readonly fn: SimulatedFunction<DynamoDBStreamEvent>;
  readonly time: VirtualTime;
  readonly batchSize: number;
  /** How many batches of a shard are handled at once; the changes of one item stay in order. */
  readonly parallelization: number;
  /** How many changes a reading of the stream brings. */
  readonly batchOf: (batchSize: number) => number;
  /** Hears of changes that are handled for good. */
  readonly onHandled: (changes: readonly StreamChange[]) => void;
}

/** What one lane of a shard still has to deliver. */
interface Lane {
  retries: readonly StreamBatch[];
  readonly fresh: StreamChange[];
  isBusy: boolean;
}

/** Creates what feeds the changes of a table to a function, lane by lane and in their order. */
export const mapStream = (mapping: StreamMapping): ((change: StreamChange) => void) => {
  const lanes = new Map<string, Lane>();
  return (change) => {
    const lanePart = hash(`lane ${partOf(change.record)}`) % mapping.parallelization;
    const name = `${change.shardId}/${lanePart}`;
    const lane = lanes.get(name) ?? { retries: [], fresh: [], isBusy: false };
    lanes.set(name, lane);
    lane.fresh.push(change);
    if (!lane.isBusy) void drain(lane, mapping);
  };
};

const drain = async (lane: Lane, mapping: StreamMapping): Promise<void> => {
  lane.isBusy = true;
  while (lane.retries.length > 0 || lane.fresh.length > 0) {
    const [retry, ...later] = lane.retries;
    const { time } = mapping;
    // A stream is read a few times a second.
    if (!retry) await time.sleep(100);
    const batch = retry ?? { changes: takeFresh(lane, mapping), attempts: 0, notBefore: 0 };
    if (batch.notBefore > time.nowMs()) await time.sleep(batch.notBefore - time.nowMs());
    lane.retries = [...(await handleBatch(batch, mapping)), ...later];
  }
  lane.isBusy = false;
};

const takeFresh = (lane: Lane, { batchOf, batchSize }: StreamMapping): StreamChange[] =>
  lane.fresh.splice(0, batchOf(batchSize));

/** Returns what is left to try of the batch. */
const handleBatch = async (
  batch: StreamBatch,
  mapping: StreamMapping,
): Promise<readonly StreamBatch[]> => {
  const invocation = await mapping.fn.invoke({ Records: batch.changes.map((one) => one.record) });
  const firstFailed = firstFailure(batch, invocation);
  mapping.onHandled(batch.changes.slice(0, firstFailed));
  const rest = { ...batch, changes: batch.changes.slice(firstFailed) };
  if (rest.changes.length === 0) return [];
  const verdict = judgeFailedBatch(rest, mapping, mapping.time.nowMs());
  if (verdict.kind === 'retry') return verdict.batches;
  throw new Error(`The stream gave up ${rest.changes.length} changes: ${verdict.condition}`);
};

/** A stream goes on from the lowest sequence number that failed, whatever came after it. */
const firstFailure = ({ changes }: StreamBatch, invocation: Invocation): number => {
  if (invocation.kind === 'failed') return 0;
  const numbers = changes.map(({ sequenceNumber }) => sequenceNumber);
  const verdict = readBatchResponse(invocation.result, numbers);
  if (verdict.kind === 'failed-batch') return 0;
  const first = numbers.findIndex((number) => verdict.identifiers.has(number));
  return first < 0 ? changes.length : first;
};
