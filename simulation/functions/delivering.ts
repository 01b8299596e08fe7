import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import type { DeliveryQueue, DeliveryStore } from '../../lambdas/core/delivery/ports.ts';
import { createCachedStates, createEndpointCache } from '../../lambdas/core/endpoint/cache.ts';
import type { EndpointTable } from '../../lambdas/core/endpoint/ports.ts';
import { deadlineOf } from '../../lambdas/core/function/deadline.ts';
import { readEnv } from '../../lambdas/core/function/environment.ts';
import { createCachedReader } from '../../lambdas/core/row-cache.ts';
import { createFanOut } from '../../lambdas/fan-out/handler.ts';
import { createNoteGroups } from '../../lambdas/fan-out/note-groups.ts';
import { toBatchResponse } from '../../lambdas/middleware/partial-batch.ts';
import { RedeliverEnv } from '../../lambdas/redeliver/env.ts';
import { createRedeliver } from '../../lambdas/redeliver/handler.ts';
import { SenderEnv } from '../../lambdas/sender/env.ts';
import { createSender } from '../../lambdas/sender/handler.ts';
import type { Service } from '../service.ts';
import type { Boot } from './lambda.ts';
import { type Tools, toolsOf } from './tools.ts';

/** Starts a copy of the real `fan-out`. */
export const bootFanOut =
  (service: Service): Boot<DynamoDBStreamEvent> =>
  (instance) => {
    const tools = toolsOf(service.world, instance);
    const { call, nowMs } = tools;
    return createFanOut({
      readImage: (image) => service.stream.readImage(image) ?? service.groupStream.readImage(image),
      endpoints: createEndpointCache(
        { list: () => call('endpoints list', () => [...service.endpoints.rows.values()]) },
        { nowMs },
      ),
      topic: {
        publish: (events) => call('topic publish', () => service.topic.publish(events)),
      },
      queue: reachQueue(service, tools),
      noteGroups: createNoteGroups({
        opener: { note: (...noted) => call('group note', () => service.groups.note(...noted)) },
        nowMs,
        ...service.telemetry,
      }),
      failedEvents: {
        keep: (failed) => call('failed event', () => service.keep('event', failed)),
      },
      ...service.telemetry,
    });
  };

/** Starts a copy of the real `sender`. */
export const bootSender =
  (service: Service): Boot<SQSEvent> =>
  (instance) => {
    const tools = toolsOf(service.world, instance);
    const { call, nowMs } = tools;
    const env = readEnv(SenderEnv, service.deployment.functionOf('Sender').env);
    const timeoutMs = env.WEBHOOK_TIMEOUT_SECONDS * 1000;
    let remaining = () => 0;
    const send = createSender({
      endpoints: createCachedStates(reachStates(service, tools), { maxAgeMs: 5000, nowMs }),
      secrets: createCachedReader(
        { get: (id) => call('secrets get', () => service.endpoints.secretOf(id)) },
        { maxAgeMs: 15_000, nowMs },
      ),
      deliveries: reachDeliveries(service, tools),
      poster: { post: (request) => service.receivers.post(request, call, timeoutMs) },
      queue: {
        delay: (handle, seconds) =>
          call('queue delay', () => service.deliveryQueue.delay(handle, seconds)),
      },
      scheduleSeconds: env.RETRY_SCHEDULE_SECONDS,
      timeoutMs,
      disableAfterMs: env.DISABLE_AFTER_HOURS * 3_600_000,
      nowMs,
      random: service.world.random,
      remainingMs: () => remaining(),
      ...service.telemetry,
    });
    return async (event, remainingMs) => {
      remaining = remainingMs;
      return toBatchResponse(event, await send(event), service.telemetry.log);
    };
  };

/** Starts a copy of the real `redeliver`. */
export const bootRedeliver =
  (service: Service): Boot<object> =>
  (instance) => {
    const tools = toolsOf(service.world, instance);
    const { call, nowMs } = tools;
    const env = readEnv(RedeliverEnv, service.deployment.functionOf('Redeliver').env);
    const { deliveries } = service;
    const redeliver = createRedeliver({
      deliveries: reachDeliveries(service, tools),
      index: {
        due: (...query) => call('index due', () => deliveries.due(...query)),
        countWaiting: (shard) => call('index count', () => deliveries.countWaiting(shard)),
        ofEndpoint: (...query) => call('index endpoint', () => deliveries.ofEndpoint(...query)),
      },
      endpoints: {
        list: () => call('endpoints unhealthy', () => service.endpoints.listUnhealthy()),
        change: reachStates(service, tools).change,
      },
      onUnreadable: (error) => {
        throw error;
      },
      queue: reachQueue(service, tools),
      topic: { publish: (event) => call('operator topic', () => service.onOperatorEvent(event)) },
      scheduleSeconds: env.RETRY_SCHEDULE_SECONDS,
      nowMs,
      ...service.telemetry,
    });
    return (_event, remainingMs) => redeliver(deadlineOf(remainingMs));
  };

const reachStates = ({ endpoints }: Service, { call }: Tools): EndpointTable => ({
  current: (id) => call('endpoint read', () => endpoints.current(id)),
  change: (id, change) => call('endpoint change', () => endpoints.change(id, change)),
});

const reachDeliveries = ({ deliveries }: Service, { call }: Tools): DeliveryStore => ({
  get: (key) => call('delivery read', () => deliveries.get(key)),
  record: (row, previous) => call('delivery write', () => deliveries.record(row, previous)),
});

const reachQueue = ({ deliveryBatches }: Service, { call }: Tools): DeliveryQueue => ({
  send: (messages) => call('queue send', () => deliveryBatches.send(messages)),
});
