import type { SQSEvent } from 'aws-lambda';
import type { ScheduledEvent } from '../../../lambdas/poller/invocation.ts';
import { createCounts } from '../../../simulation/engine/counts.ts';
import { createFunction } from '../../../simulation/functions/lambda.ts';
import type { bootPoller, PollerSurroundings } from '../../../simulation/functions/recording.ts';
import { silent } from '../../../simulation/functions/tools.ts';
import { NO_LISTENER } from '../../../simulation/listener.ts';
import { createQueue } from '../../../simulation/ports/queue.ts';
import { mapQueue } from '../../../simulation/sources/queue-mapping.ts';
import type { World } from '../../../simulation/world.ts';
import { CONSUMERS, POLL_QUEUE, POLLER } from './deployed-poller.ts';

/** The invocations of the poller. */
export type PollerEvent = ScheduledEvent | SQSEvent;

/** Ends a measurement at an error that the poller logs. */
export const failOnError = (code: string, cause: unknown): never => {
  throw new Error(`The poller logged ${code}`, { cause });
};

/** What the copies of the poller share, besides what the play gives them. */
export type PollerBasics = Pick<
  PollerSurroundings,
  'world' | 'deployment' | 'pollQueue' | 'telemetry'
>;

/** Starts copies of the poller. */
export type BootPoller = (basics: PollerBasics) => ReturnType<typeof bootPoller>;

/** Starts the poller with its queue, and counts its metrics; that it logs an error ends the play. */
export const startPoller = (world: World, boot: BootPoller, consumers: number = CONSUMERS) => {
  const { time, random } = world;
  const metrics = createCounts();
  const pollQueue = createQueue(POLL_QUEUE, { time, random, repeats: () => false });
  const telemetry = {
    log: { ...silent.log, error: failOnError },
    metrics: { ...silent.metrics, count: metrics.count },
  };
  const poller = createFunction({
    name: 'Poller',
    time,
    timeoutMs: POLLER.timeoutMs,
    skewMs: () => 0,
    onError: NO_LISTENER.onError,
    boot: boot({ world, pollQueue, telemetry, deployment: { functionOf: () => POLLER } }),
  });
  mapQueue({
    queue: pollQueue,
    fn: poller,
    batchSize: 1,
    maximumConcurrency: consumers,
    batchOf: (size) => size,
  });
  return { poller, metrics };
};
