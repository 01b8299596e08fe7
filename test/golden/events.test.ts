import { describe, expect, it } from 'vitest';
import { toPlainItem } from '../../lambdas/adapters/dynamo/items/plain-item.ts';
import { createSnsEventsTopic } from '../../lambdas/adapters/messaging/events-topic.ts';
import { readDelivery } from '../../lambdas/core/delivery/delivery.ts';
import { readDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import {
  deliveryExhaustedEvent,
  endpointDisabledEvent,
} from '../../lambdas/core/delivery/operator-event.ts';
import { readEndpointState } from '../../lambdas/core/endpoint/state.ts';
import { announceChange, announceEntry } from '../../lambdas/core/event/announcement.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import { readGroupEntry } from '../../lambdas/core/group/entry.ts';
import { buildGroupEvent } from '../../lambdas/core/group/event.ts';
import { readJobItem } from '../../lambdas/core/job/item.ts';
import { buildTestEvent } from '../../operations/replay/test-event.ts';
import { eventProblems } from '../support/event-schema.ts';
import { createMailbox } from './generate/golden-world.ts';
import { readGolden, VERSIONS } from './read-golden.ts';

describe.each(VERSIONS)('from data that version %s persisted, this code', (version) => {
  const golden = readGolden(version);
  const rowsOf = (table: 'jobs' | 'endpoints' | 'deliveries') => golden[table].map(toPlainItem);
  const jobs = () => rowsOf('jobs').map(readJobItem);
  const eventsOfJobs = () =>
    rowsOf('jobs').flatMap((row) => announceChange(undefined, row).map(({ event }) => event));
  // The first version had no groups.
  const entries = () => (golden['group-entries'] ?? []).map(toPlainItem);
  const eventsOfGroups = () =>
    entries().flatMap((row) => announceEntry(row).map(({ event }) => event));

  it('announces jobs and groups with the same ids, bytes and attributes', async () => {
    const { sns, take } = createMailbox();
    const topic = createSnsEventsTopic(sns, 'events');
    await topic.publish(eventsOfJobs());
    expect(take()).toStrictEqual(golden.events.jobs);
    await topic.publish(eventsOfGroups());
    expect(take()).toStrictEqual(golden.events.groups ?? []);
  });

  it('has a schema of every field of every event', () => {
    const { jobs: ofJobs, groups = [], operators } = golden.events;
    const bodies = [...ofJobs, ...groups, ...operators].map(({ Message }) => String(Message));
    expect(bodies.length).toBeGreaterThan(10);
    expect(bodies.flatMap(eventProblems)).toStrictEqual([]);
  });

  it('notifies operators with the same bytes', () => {
    const exhausted = rowsOf('deliveries')
      .map(readDelivery)
      .filter(({ state, dueShard }) => state === 'exhausted' && dueShard !== undefined)
      .map(deliveryExhaustedEvent);
    const disabled = rowsOf('endpoints')
      .map(readEndpointState)
      .flatMap((row) => {
        const { disableNoticePendingSince: since } = row;
        return since === undefined ? [] : [endpointDisabledEvent(row, since)];
      });
    expect([...exhausted, ...disabled].map(({ body }) => body).sort()).toStrictEqual(
      golden.events.operators.map(({ Message }) => String(Message)).sort(),
    );
  });

  it('delivers the same bytes under the same ids', () => {
    const messages = golden.messages.DeliveryQueue.map(({ MessageBody }) =>
      readDeliveryMessage(String(MessageBody)),
    );
    const undelivered = rowsOf('deliveries')
      .map(readDelivery)
      .filter(({ state }) => state !== 'delivered');
    for (const { eventId, eventType, endpointId, body = '' } of [...messages, ...undelivered]) {
      const { timestamp } = JSON.parse(body);
      const built =
        eventType === 'webhook.test'
          ? buildTestEvent(endpointId, timestamp)
          : [...eventsOfJobs(), ...eventsOfGroups()].find(({ id }) => id === eventId);
      expect(built?.body).toBe(body);
    }
  });

  it('finds the job or the group of a delivered event', () => {
    for (const { eventId, origin, groupOrigin } of rowsOf('deliveries').map(readDelivery)) {
      if (groupOrigin !== undefined) {
        const events = entries()
          .map(readGroupEntry)
          .filter(({ sequence }) => sequence === groupOrigin.sequence)
          .map(buildGroupEvent);
        expect(events.map((event) => event?.id)).toContain(eventId);
      }
      if (origin === undefined) continue;
      const job = jobs().find(({ jobId }) => jobId === origin.jobId);
      expect(job && buildJobEvent(job, origin.sequence).id).toBe(eventId);
    }
  });
});
