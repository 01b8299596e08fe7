import { expect, it } from 'vitest';
import type { AnnouncedEvent } from '../../../../lambdas/core/event/announced-event.ts';
import { InterruptedReplayError } from '../../../../lambdas/core/event/interrupted-replay.ts';
import { publishToAll } from '../../../../lambdas/core/event/publish-to-all.ts';
import type { EventsTopic, RefusedEntry } from '../../../../lambdas/core/event/topic.ts';

const EVENTS = ['one', 'two', 'three'].map((id): AnnouncedEvent => ({ id, type: 'x', body: id }));

const refusing = (...refused: RefusedEntry[]): EventsTopic => ({
  publish: () => Promise.resolve(refused),
});
const unreachable: EventsTopic = { publish: () => Promise.reject(new Error('unreachable')) };

it.each([
  [true, true, true],
  [true, false, false],
  [false, true, false],
])(
  'answers once for an event that both refuse, and retries it unless both call it at fault: %s, %s',
  async (first, second, isEntryFault) => {
    const topic = publishToAll(
      refusing({ index: 1, reason: 'a', isEntryFault: first }),
      refusing({ index: 1, reason: 'b', isEntryFault: second }),
    );
    expect(await topic.publish(EVENTS)).toStrictEqual([{ index: 1, reason: 'a; b', isEntryFault }]);
  },
);

it('answers what either of them refused', async () => {
  const refused = { index: 2, reason: 'a', isEntryFault: true };
  expect(await publishToAll(refusing(refused), refusing()).publish(EVENTS)).toStrictEqual([
    refused,
  ]);
  expect(await publishToAll(refusing(), refusing(refused)).publish(EVENTS)).toStrictEqual([
    refused,
  ]);
});

it('throws what the first throws, and states what was sent when a later one does', async () => {
  await expect(publishToAll(unreachable, refusing()).publish(EVENTS)).rejects.toThrow(
    'unreachable',
  );
  const later = publishToAll(
    refusing({ index: 0, reason: 'a', isEntryFault: true }),
    unreachable,
  ).publish(EVENTS);
  await expect(later).rejects.toThrow(InterruptedReplayError);
  await expect(later).rejects.toMatchObject({ sent: 2 });
});
