import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import type { NoticeEvent } from '../../lambdas/intake/handler.ts';
import type { ScheduledEvent } from '../../lambdas/poller/invocation.ts';
import { bootGroupMonitor } from '../groups/monitoring.ts';
import type { Listener } from '../listener.ts';
import type { SimulatedQueue } from '../ports/queue.ts';
import type { TableStream } from '../ports/stream.ts';
import type { Service } from '../service.ts';
import { mapQueue } from '../sources/queue-mapping.ts';
import { mapStream } from '../sources/stream-mapping.ts';
import { bootFanOut, bootRedeliver, bootSender } from './delivering.ts';
import { type Boot, createFunction, type SimulatedFunction } from './lambda.ts';
import { bootIntake, bootPoller, bootTracker } from './recording.ts';

/** The functions of a deployment. */
export interface Functions {
  readonly intake: SimulatedFunction<NoticeEvent>;
  readonly tracker: SimulatedFunction<unknown>;
  readonly poller: SimulatedFunction<ScheduledEvent | SQSEvent>;
  readonly sender: SimulatedFunction<SQSEvent>;
  readonly redeliver: SimulatedFunction<object>;
  readonly groupMonitor: SimulatedFunction<object>;
}

/** Deploys the functions of a service, and connects its stream and its queues with them. */
export const deployFunctions = (service: Service, listener: Listener): Functions => {
  const { world, deployment } = service;
  const { time, random, skewMs } = world;
  const deploy = <Event>(name: string, boot: Boot<Event>) =>
    createFunction({
      name,
      time,
      boot: (instance) => service.changeHandler(name, boot(instance)),
      timeoutMs: deployment.functionOf(name).timeoutMs,
      skewMs,
      onError: listener.onError,
    });
  const batchOf = (size: number) => 1 + Math.floor(random() * size);
  const readQueue = (name: string, queue: SimulatedQueue, fn: SimulatedFunction<SQSEvent>) => {
    const { BatchSize, ScalingConfig } = deployment.mappingOf(name);
    const maximumConcurrency = ScalingConfig?.MaximumConcurrency ?? 1000;
    mapQueue({ queue, fn, batchSize: BatchSize, maximumConcurrency, batchOf });
  };
  const poller = deploy<ScheduledEvent | SQSEvent>('Poller', bootPoller(service));
  readQueue('Poller', service.pollQueue, poller);
  const sender = deploy<SQSEvent>('Sender', bootSender(service));
  readQueue('Sender', service.deliveryQueue, sender);
  const fanOut = deploy<DynamoDBStreamEvent>('FanOut', bootFanOut(service));
  const readStream = <Row>(table: string, stream: TableStream<Row>) => {
    const mapping = deployment.mappingOf('FanOut', table);
    stream.onChange = mapStream({
      time,
      fn: fanOut,
      batchSize: mapping.BatchSize,
      parallelization: mapping.ParallelizationFactor,
      bisectsOnError: mapping.BisectBatchOnFunctionError,
      maximumRetries: mapping.MaximumRetryAttempts,
      maximumRecordAgeMs: -1,
      batchOf,
      onHandled: stream.release,
    });
  };
  readStream('JobsTable', service.stream);
  readStream('GroupsTable', service.groupStream);
  return {
    poller,
    sender,
    intake: deploy<NoticeEvent>('Intake', bootIntake(service)),
    tracker: deploy<unknown>('Tracker', bootTracker(service)),
    redeliver: deploy<object>('Redeliver', bootRedeliver(service)),
    groupMonitor: deploy<object>('GroupMonitor', bootGroupMonitor(service)),
  };
};
