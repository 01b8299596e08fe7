import { streamFailureRecord } from '../functions/failure-records.ts';
import type { SandboxFunction } from '../functions/start-function.ts';
import type { WorldPart } from '../time/world-part.ts';
import { readBatchResponse } from './batch-response.ts';
import { type EventFilter, passesAny } from './event-filter.ts';
import { judgeFailedBatch, type StreamBatch, type StreamRetrySettings } from './stream-batches.ts';
import type { StreamChange, StreamReader } from './stream-reader.ts';

/** A table's stream that is read on behalf of a function. */
export interface StreamMappingOptions extends StreamRetrySettings {
  readonly streamArn: string;
  readonly fn: SandboxFunction;
  readonly reader: StreamReader;
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  readonly reportsItemFailures: boolean;
  readonly filters: readonly EventFilter[];
  readonly clock: { now(): number };
  /** Sends the metadata of what is given up, if the mapping has a destination. */
  sendFailure(body: string): Promise<void>;
}

/** Feeds the changes of a table to a function, shard by shard and in their order. */
export const createStreamMapping = (options: StreamMappingOptions): WorldPart => {
  const backlogs = new Map<string, Backlog>();
  return {
    name: `stream to ${options.fn.name}`,
    act: async () => {
      const changes = await options.reader.readNew();
      for (const change of changes) {
        if (!passesAny(options.filters, change.record)) continue;
        backlogOf(change.shardId, backlogs).fresh.push(change);
      }
      const handled = await Promise.all(
        [...backlogs.values()].map((backlog) => handleDue(backlog, options)),
      );
      return changes.length > 0 || handled.includes(true);
    },
    nextDueAt: () => {
      if (!options.fn.invocable) return undefined;
      const dueTimes = [...backlogs.values()].flatMap((backlog) => dueTime(backlog, options) ?? []);
      return dueTimes.length > 0 ? Math.min(...dueTimes) : undefined;
    },
  };
};

/** What a shard still has to deliver: failed parts first, then what has not been tried. */
interface Backlog {
  retries: readonly StreamBatch[];
  readonly fresh: StreamChange[];
}

const backlogOf = (shardId: string, backlogs: Map<string, Backlog>): Backlog => {
  const known = backlogs.get(shardId);
  if (known !== undefined) return known;
  const backlog: Backlog = { retries: [], fresh: [] };
  backlogs.set(shardId, backlog);
  return backlog;
};

const dueTime = (
  { retries, fresh }: Backlog,
  options: StreamMappingOptions,
): number | undefined => {
  const [retry] = retries;
  if (retry !== undefined) return retry.notBefore;
  const [first] = fresh;
  if (first === undefined) return undefined;
  return fresh.length >= options.batchSize
    ? first.arrivedAt
    : first.arrivedAt + options.batchingWindowMs;
};

const handleDue = async (backlog: Backlog, options: StreamMappingOptions): Promise<boolean> => {
  let handled = false;
  for (;;) {
    const dueAt = dueTime(backlog, options);
    if (dueAt === undefined || dueAt > options.clock.now() || !options.fn.invocable) return handled;
    const [retry, ...later] = backlog.retries;
    const batch = retry ?? {
      changes: backlog.fresh.splice(0, options.batchSize),
      attempts: 0,
      notBefore: 0,
    };
    backlog.retries = [...(await handleBatch(batch, options)), ...later];
    handled = true;
  }
};

/** Returns what is left to try of the batch. */
const handleBatch = async (
  batch: StreamBatch,
  options: StreamMappingOptions,
): Promise<readonly StreamBatch[]> => {
  const invocation = await options.fn.invoke({
    Records: batch.changes.map(({ record }) => record),
  });
  const rest = failedRest(batch, invocation.kind === 'succeeded' ? invocation : undefined, options);
  if (rest.changes.length === 0) return [];
  const verdict = judgeFailedBatch(rest, options, options.clock.now());
  if (verdict.kind === 'retry') return verdict.batches;
  const failure = streamFailureRecord({
    functionArn: options.fn.arn,
    attempts: rest.attempts + 1,
    condition: verdict.condition,
    requestId: invocation.requestId,
    at: options.clock.now(),
    streamArn: options.streamArn,
    shardId: rest.changes[0]?.shardId ?? '',
    sequenceNumbers: rest.changes.map(({ sequenceNumber }) => sequenceNumber),
    arrivedAt: {
      first: rest.changes[0]?.arrivedAt ?? 0,
      last: rest.changes.at(-1)?.arrivedAt ?? 0,
    },
  });
  await options.sendFailure(JSON.stringify(failure));
  return [];
};

/** A stream goes on from the lowest sequence number that failed, whatever came after it. */
const failedRest = (
  batch: StreamBatch,
  succeeded: { readonly result: unknown } | undefined,
  { reportsItemFailures }: StreamMappingOptions,
): StreamBatch => {
  if (succeeded === undefined) return batch;
  if (!reportsItemFailures) return { ...batch, changes: [] };
  const numbers = batch.changes.map(({ sequenceNumber }) => sequenceNumber);
  const verdict = readBatchResponse(succeeded.result, numbers);
  if (verdict.kind === 'failed-batch') return batch;
  const firstFailed = numbers.findIndex((number) => verdict.identifiers.has(number));
  return { ...batch, changes: firstFailed < 0 ? [] : batch.changes.slice(firstFailed) };
};
