import { expect, it } from 'vitest';
import type { Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import type { RedeliverDeps } from '../../../lambdas/redeliver/deps.ts';
import { sendRows } from '../../../lambdas/redeliver/send-rows.ts';
import { createFakeLog, createFakeMetrics } from '../../support/fake-telemetry.ts';

const rowOf = (eventId: string): Delivery => ({
  eventId,
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'parked',
  attempts: [],
  attemptCount: 0,
  body: '{}',
  expireAt: 0,
});

it('sends the rows that it has leased, although another row could not be', async () => {
  const sent: string[] = [];
  const deps = {
    deliveries: {
      record: ({ eventId }: Delivery) =>
        eventId === 'evt_2'
          ? Promise.reject(new Error('The table is busy'))
          : Promise.resolve(true),
    },
    queue: {
      send: (messages: readonly { readonly eventId: string }[]) => {
        sent.push(...messages.map(({ eventId }) => eventId));
        return Promise.resolve([]);
      },
    },
    nowMs: () => 0,
    log: createFakeLog(),
    metrics: createFakeMetrics(),
  } as unknown as RedeliverDeps;
  const rows = ['evt_1', 'evt_2', 'evt_3'].map(rowOf);
  await expect(sendRows(rows, deps)).rejects.toThrow('The table is busy');
  expect(sent).toStrictEqual(['evt_1', 'evt_3']);
});
