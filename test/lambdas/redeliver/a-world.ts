import type { Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import { dueShardOf } from '../../../lambdas/core/delivery/lease.ts';
import type { DeliveryMessage } from '../../../lambdas/core/delivery/message.ts';
import type { OperatorEvent } from '../../../lambdas/core/delivery/operator-event.ts';
import type { EndpointState } from '../../../lambdas/core/endpoint/state.ts';
import { DamagedItemError } from '../../../lambdas/core/errors.ts';
import type { RefusedEntry } from '../../../lambdas/core/event/topic.ts';
import type { RedeliverDeps } from '../../../lambdas/redeliver/deps.ts';
import { createRedeliver } from '../../../lambdas/redeliver/handler.ts';
import { createDeliveriesTable } from '../../../simulation/ports/deliveries-table.ts';
import { createEndpointsTable } from '../../../simulation/ports/endpoints-table.ts';
import { createFakeLog, createFakeMetrics } from '../../support/fake-telemetry.ts';

/** When a world begins. */
export const NOW = '2026-03-14T12:00:00.000Z';
/** After everything that a test does. */
export const LATER = '2026-03-14T20:00:00.000Z';
/** When the outage of an endpoint began. */
export const FROM = '2026-03-14T08:00:00.000Z';

/** A parked delivery that is not due. */
export const aRow = (eventId: string, changes: Partial<Delivery> = {}): Delivery => ({
  eventId,
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'parked',
  attempts: [],
  attemptCount: 0,
  updatedAt: '2026-03-14T09:00:00.000Z',
  nextAttemptAt: LATER,
  dueShard: dueShardOf(eventId),
  body: `{"id":"${eventId}"}`,
  expireAt: 0,
  ...changes,
});

/** What `redeliver` works with, in memory, with one endpoint; a test may replace the hooks. */
export const aWorld = (rows: readonly Delivery[], endpoint: Partial<EndpointState> = {}) => {
  const store = createDeliveriesTable();
  for (const row of rows) void store.record(row, undefined);
  const table = createEndpointsTable([{ endpointId: 'ep_1', ...endpoint }]);
  const sent: DeliveryMessage[] = [];
  const announced: OperatorEvent[] = [];
  const world = {
    store,
    table,
    sent,
    announced,
    nowMs: Date.parse(NOW),
    refused: [] as RefusedEntry[],
    damaged: [] as string[],
    onPage: (_page: number) => {},
    /** Throws for a request that fails. */
    onRequest: (_request: 'read' | 'write' | 'send', _eventId: string) => {},
    publish: (event: OperatorEvent): Promise<void> => Promise.resolve(void announced.push(event)),
    log: createFakeLog(),
    metrics: createFakeMetrics(),
    row: (eventId: string) => store.rows.get(`${eventId}/ep_1`),
    endpoint: () => table.rows.get('ep_1'),
  };
  let pages = 0;
  const deps: RedeliverDeps = {
    deliveries: {
      ...store,
      get: async (key) => {
        world.onRequest('read', key.eventId);
        if (world.damaged.includes(key.eventId)) throw new DamagedItemError('damaged in: attempts');
        return await store.get(key);
      },
      record: async (row, previous) => {
        world.onRequest('write', row.eventId);
        return await store.record(row, previous);
      },
    },
    index: {
      ...store,
      ofEndpoint: async (...range) => {
        pages += 1;
        world.onPage(pages);
        return await store.ofEndpoint(...range);
      },
    },
    endpoints: {
      list: () => Promise.resolve([...table.rows.values()]),
      change: table.change,
    },
    onUnreadable: (error, key) => {
      world.metrics.count('DeliveryUnreadable');
      world.log.error('delivery.unreadable', error, { ...key });
    },
    queue: {
      send: async (messages) => {
        for (const { eventId } of messages) world.onRequest('send', eventId);
        sent.push(...messages);
        return await Promise.resolve(world.refused);
      },
    },
    topic: { publish: (event) => world.publish(event) },
    scheduleSeconds: [5, 7200],
    nowMs: () => world.nowMs,
    log: world.log,
    metrics: world.metrics,
  };
  return Object.assign(world, { run: () => createRedeliver(deps)(() => false) });
};
