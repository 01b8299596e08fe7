import { describe, expect, it } from 'vitest';
import type { DeliveryMessage } from '../../../lambdas/core/delivery/message.ts';
import { Endpoint } from '../../../lambdas/core/endpoint/endpoint.ts';
import type { AnnouncedEvent } from '../../../lambdas/core/event/announced-event.ts';
import { buildJobEvent } from '../../../lambdas/core/event/event.ts';
import { InterruptedReplayError } from '../../../lambdas/core/event/interrupted-replay.ts';
import type { RefusedEntry } from '../../../lambdas/core/event/topic.ts';
import { buildGroupEvent } from '../../../lambdas/core/group/event.ts';
import type { Audience } from '../../../operations/replay/announce.ts';
import {
  countEvents,
  eventsInRange,
  type JobPage,
  replayEvents,
} from '../../../operations/replay/events.ts';
import { live, pending, seen } from '../../support/evidence.ts';
import { anEntry, entriesOf } from '../../support/group-entries.ts';

const STARTED = '2026-03-14T03:40:20.000Z';
const ENDED = '2026-03-14T07:32:43.000Z';
const JOB = live([pending('registration', STARTED), seen('notice', ENDED)])!;
const EVENTS = [1, 2].map((sequence) => buildJobEvent(JOB, sequence));
const COMPLETED = anEntry();
const GROUPED = { since: COMPLETED.at, until: '2026-03-17T00:00:00.000Z' };
const ALL = { since: STARTED, until: '2026-03-15T00:00:00.000Z' };

const aWorld = (pages: readonly JobPage[], refused: readonly RefusedEntry[] = []) => {
  const published: AnnouncedEvent[] = [];
  const queued: DeliveryMessage[] = [];
  const asked: string[] = [];
  const deps = {
    scanner: {
      pages: async function* (before: string) {
        asked.push(before);
        for (const page of await Promise.resolve(pages)) yield page;
      },
    },
    entries: entriesOf(COMPLETED, anEntry({ change: 'reopened', at: GROUPED.since })),
    topic: {
      publish: (events: readonly AnnouncedEvent[]) => {
        published.push(...events);
        return Promise.resolve(refused);
      },
    },
    queue: {
      send: (messages: readonly DeliveryMessage[]) => {
        queued.push(...messages);
        return Promise.resolve([]);
      },
    },
  };
  return { deps, published, queued, asked };
};

const endpoints = ['ep_1', 'ep_2'].map((endpointId) =>
  Endpoint.parse({ endpointId, state: 'enabled' }),
);

describe('eventsInRange', () => {
  it.each<[string, Parameters<typeof eventsInRange>[1], number[]]>([
    ['both ends', ALL, [1, 2]],
    ['since, with that instant', { ...ALL, since: ENDED }, [2]],
    ['until, without that instant', { ...ALL, until: ENDED }, [1]],
    ['one status', { ...ALL, statuses: ['Succeeded'] }, [2]],
    ['a span without transitions', { since: '2026-03-14T04:00:00.000Z', until: ENDED }, []],
  ])('goes by %s', (_, range, sequences) => {
    expect(eventsInRange(JOB, range).map(({ sequence }) => sequence)).toStrictEqual(sequences);
  });
});

describe('replayEvents', () => {
  it.each<[Audience, number, string[]]>([
    [{ kind: 'all' }, 2, ['ep_1', 'ep_2']],
    [{ kind: 'topic' }, 2, []],
    [{ kind: 'endpoints' }, 0, ['ep_1', 'ep_2']],
    [{ kind: 'endpoints', endpointId: 'ep_2' }, 0, ['ep_2']],
  ])('sends the same ids and bytes to %o', async (audience, published, receivers) => {
    const world = aWorld([{ jobs: [JOB], damaged: 0 }]);
    const order = { audience, endpoints, replay: 'order-1' };
    expect(await replayEvents(ALL, order, world.deps)).toMatchObject({
      jobs: 1,
      events: 2,
      published,
      queued: receivers.length,
      refused: 0,
    });
    expect(world.published).toStrictEqual(EVENTS.slice(0, published));
    expect(world.queued).toStrictEqual(
      receivers.map((endpointId) => ({
        eventId: EVENTS[1]?.id,
        endpointId,
        eventType: EVENTS[1]?.type,
        body: EVENTS[1]?.body,
        replay: 'order-1',
      })),
    );
  });

  it('lets the sender leave out what is delivered, when it is no order to repeat', async () => {
    const world = aWorld([{ jobs: [JOB], damaged: 0 }]);
    await replayEvents(ALL, { audience: { kind: 'endpoints' }, endpoints }, world.deps);
    expect(world.queued.map(({ missing, replay }) => [missing, replay])).toStrictEqual([
      [true, undefined],
      [true, undefined],
    ]);
  });

  it('adds up pages, damaged rows and refusals, and reads what was seen before the end', async () => {
    const refusal = { index: 1, reason: 'too long', isEntryFault: true };
    const page = { jobs: [JOB], damaged: 1 };
    const world = aWorld([page, page], [refusal]);
    const seenProgress: number[] = [];
    const result = await replayEvents(
      ALL,
      { audience: { kind: 'topic' }, endpoints: [] },
      { ...world.deps, onProgress: ({ events }) => seenProgress.push(events) },
    );
    expect(result).toStrictEqual({
      jobs: 2,
      events: 4,
      published: 2,
      queued: 0,
      refused: 2,
      damaged: 2,
      refusals: [1, 2].map(() => ({ eventId: EVENTS[1]?.id, reason: 'too long' })),
    });
    expect(seenProgress).toStrictEqual([2, 4]);
    expect(world.asked).toStrictEqual([ALL.until]);
  });

  it('sends the events of groups of the range, unless a status is asked for', async () => {
    const world = aWorld([{ jobs: [JOB], damaged: 0 }]);
    const order = { audience: { kind: 'all' }, endpoints, replay: 'order-1' } as const;
    expect(await replayEvents(GROUPED, order, world.deps)).toMatchObject({
      jobs: 1,
      events: 1,
      published: 1,
      queued: 2,
    });
    expect(world.published).toStrictEqual([buildGroupEvent(COMPLETED)]);
    const failed = { ...GROUPED, statuses: ['Failed'] as const };
    expect(await countEvents(failed, order, world.deps)).toMatchObject({ events: 0 });
    const later = { ...GROUPED, since: '2026-03-16T09:26:53.590Z' };
    expect(await countEvents(later, order, world.deps)).toMatchObject({ events: 0 });
  });

  it('ends after the page that is begun', async () => {
    const page = { jobs: [JOB], damaged: 0 };
    const world = aWorld([page, page]);
    const deps = { ...world.deps, isEnding: () => true };
    const order = { audience: { kind: 'topic' }, endpoints } as const;
    expect(await replayEvents(ALL, order, deps)).toMatchObject({ jobs: 1 });
    expect(await countEvents(ALL, order, deps)).toMatchObject({ jobs: 1, events: 2 });
  });
});

it('states what it sent before a fault, and counting states nothing sent', async () => {
  const down = new Error('down');
  const page = { jobs: [JOB], damaged: 0 };
  const world = aWorld([page, page]);
  const send = () =>
    world.published.length === 2
      ? Promise.resolve([])
      : Promise.reject(new InterruptedReplayError(1, { cause: down }));
  const order = { audience: { kind: 'all' }, endpoints } as const;
  // 4 events published, 2 deliveries queued for the first page and 1 for the second.
  await expect(replayEvents(ALL, order, { ...world.deps, queue: { send } })).rejects.toMatchObject({
    message: 'At least 7 messages were sent before the fault.',
    cause: down,
  });
  const scanner = {
    pages: async function* () {
      yield await Promise.resolve(page);
      throw down;
    },
  };
  await expect(countEvents(ALL, order, { ...world.deps, scanner })).rejects.toBe(down);
});

it('counts without sending', async () => {
  const world = aWorld([{ jobs: [JOB], damaged: 2 }]);
  const order = { audience: { kind: 'all' }, endpoints } as const;
  expect(await countEvents(ALL, order, world.deps)).toMatchObject({
    jobs: 1,
    events: 2,
    published: 2,
    queued: 2,
    damaged: 2,
  });
  expect([world.published, world.queued]).toStrictEqual([[], []]);
});
