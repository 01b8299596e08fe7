import { describe, expect, it } from 'vitest';
import {
  type FailedEntry,
  sendInTens,
} from '../../../../lambdas/adapters/messaging/send-in-tens.ts';
import { createRandom } from '../../../../sandbox/glacier/seeded-random.ts';
import { createVirtualTime } from '../../../../simulation/engine/virtual-time.ts';

interface Entry {
  readonly event: number;
  readonly endpoint: number;
}

/** Each of some events for each of some endpoints, in the order in which fan-out makes them. */
const allOf = (events: number, endpoints: number): Entry[] =>
  Array.from({ length: events }, (_, event) =>
    Array.from({ length: endpoints }, (__, endpoint) => ({ event, endpoint })),
  ).flat();

const groupOf = ({ endpoint }: Entry) => String(endpoint);

/** Sends to a service that answers each request after a time, and keeps what came in. */
const sendAll = async (
  entries: readonly Entry[],
  answer: (sent: readonly (Entry & { Id: string })[]) => FailedEntry[] = () => [],
) => {
  const time = createVirtualTime(0, createRandom(1));
  const requests: (Entry & { Id: string })[][] = [];
  let open = 0;
  let mostOpen = 0;
  const sending = sendInTens(
    entries,
    async (sent) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      // Some requests take longer than others, so that they could overtake each other.
      await time.sleep(10 + (requests.length % 3));
      open -= 1;
      requests.push(sent);
      return { Failed: answer(sent) };
    },
    groupOf,
  );
  const outcome = sending.then(
    (refused) => ({ refused, openAtEnd: open }),
    (error: unknown) => ({ error, openAtEnd: open }),
  );
  let endMs = Number.NaN;
  void outcome.then(() => {
    endMs = time.nowMs();
  });
  await time.runUntil(60_000, () => !Number.isNaN(endMs));
  return { requests, mostOpen, endMs, ...(await outcome) };
};

describe('sendInTens', () => {
  it('sends 10 events for 1,000 endpoints within a tenth of the 30 seconds of fan-out', async () => {
    const { requests, endMs, mostOpen } = await sendAll(allOf(10, 1000));
    expect(requests.flat()).toHaveLength(10_000);
    expect(endMs).toBeLessThanOrEqual(3000);
    expect(mostOpen).toBe(8);
  });

  it('keeps the order of what goes to one endpoint', async () => {
    const { requests } = await sendAll(allOf(10, 100));
    const ofEach = Map.groupBy(requests.flat(), groupOf);
    expect(ofEach.size).toBe(100);
    for (const sent of ofEach.values()) {
      expect(sent.map(({ event }) => event)).toStrictEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
  });

  it.each([
    [1, 10, 1],
    [10, 1, 1],
    [10, 10, 10],
    [1, 1000, 104],
    [0, 0, 0],
  ])(
    'takes no more requests than it must: %i events, %i endpoints',
    async (events, endpoints, n) => {
      expect((await sendAll(allOf(events, endpoints))).requests).toHaveLength(n);
    },
  );

  it('names the refused entries by their places among all', async () => {
    const entries = allOf(2, 100);
    const isRefused = ({ event, endpoint }: Entry) => event === 1 && endpoint % 50 === 7;
    const { refused } = (await sendAll(entries, (sent) =>
      sent.filter(isRefused).map(({ Id }) => ({ Id, Code: 'TooLong', SenderFault: true })),
    )) as { refused: { index: number }[] };
    expect(refused.map(({ index }) => index).toSorted()).toStrictEqual([107, 157]);
  });

  it('states what it sent when a request fails, with none under way any more', async () => {
    const down = new Error('down');
    const failed = await sendAll(allOf(1, 100), (sent) => {
      if (sent.some(({ endpoint }) => endpoint === 3)) throw down;
      return sent
        .filter(({ endpoint }) => endpoint === 4)
        .map(({ Id }) => ({ Id, Code: 'TooLong', SenderFault: true }));
    });
    const message = 'At least 86 messages were sent before the fault.';
    expect(failed).toMatchObject({ error: { message, cause: down }, openAtEnd: 0 });
  });

  it('fails as the request does when none was answered', async () => {
    const down = new Error('down');
    const sending = sendInTens([{}], () => Promise.reject(down));
    await expect(sending).rejects.toBe(down);
  });
});
