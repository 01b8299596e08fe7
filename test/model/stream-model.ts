import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { readStreamImage } from '../../lambdas/adapters/dynamo/items/stream-image.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { createFanOut } from '../../lambdas/fan-out/handler.ts';
import { createFakeLog, createFakeMetrics } from '../support/fake-telemetry.ts';
import type { Choose } from './interleave.ts';
import type { History } from './job-model.ts';

/** What the stream led to, in the order in which it happened. */
export interface Announced {
  /** Bodies on the events topic, by sequence. */
  readonly topic: readonly string[];
  /** Bodies for the one endpoint. */
  readonly queue: readonly string[];
}

type Change = readonly [before: Job | undefined, after: Job];

/** The changes of a history that the stream's filter lets through. */
export const announcedChanges = (history: History): readonly Change[] =>
  history.flatMap((after, index): Change[] =>
    after?.lastChange === 'transition' ? [[history[index - 1], after]] : [],
  );

class Crash extends Error {}

/**
 * Reads a stream as Lambda does: in batches, and again from the lowest record that failed.
 *
 * `choose` decides how long each batch is, whether fan-out crashes before, between or after its effects,
 * and whether a batch that was done is handed over again. A run has one crash and one repeat at most.
 */
export const readStream = async (
  changes: readonly Change[],
  choose: Choose,
): Promise<Announced> => {
  const announced = { topic: [] as string[], queue: [] as string[] };
  let mayCrash = true;
  let mayRepeat = true;
  const crashHere = () => {
    if (!(mayCrash && choose(2, 0.7) === 1)) return;
    mayCrash = false;
    throw new Crash('The function was killed');
  };
  const fanOut = createFanOutOn(announced, crashHere);
  for (let from = 0; from < changes.length; ) {
    const length = 1 + choose(changes.length - from);
    try {
      await fanOut(toEvent(changes.slice(from, from + length)));
      if (mayRepeat && choose(2, 0.5) === 1) mayRepeat = false;
      else from += length;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }
  return announced;
};

const createFanOutOn = (
  announced: { readonly topic: string[]; readonly queue: string[] },
  crashHere: () => void,
) =>
  createFanOut({
    readImage: readStreamImage,
    endpoints: {
      list: () =>
        Promise.resolve([
          { endpointId: 'ep_1', state: 'enabled', eventTypes: EVERY_TYPE, filter: {} },
        ]),
    },
    topic: {
      publish: (events) => {
        crashHere();
        announced.topic.push(...events.map(({ body }) => body));
        return Promise.resolve([]);
      },
    },
    queue: {
      send: (messages) => {
        crashHere();
        announced.queue.push(...messages.map(({ body }) => body));
        crashHere();
        return Promise.resolve([]);
      },
    },
    noteGroups: () => Promise.resolve(),
    failedEvents: {
      keep: (failed) => Promise.reject(new Error(`A record failed: ${failed.reason}`)),
    },
    log: createFakeLog(),
    metrics: createFakeMetrics(),
  });

const EVERY_TYPE = ['in_progress', 'succeeded', 'failed', 'expiring', 'expired', 'collected'].map(
  (name) => `glacier.job.${name}`,
);

const toEvent = (changes: readonly Change[]): DynamoDBStreamEvent => ({
  Records: changes.map(
    ([before, after], index) =>
      ({
        dynamodb: {
          SequenceNumber: `${index}`,
          OldImage: toImage(before),
          NewImage: toImage(after),
        },
      }) as unknown as DynamoDBRecord,
  ),
});

const toImage = (job: Job | undefined) => job && marshall(job, { removeUndefinedValues: true });
