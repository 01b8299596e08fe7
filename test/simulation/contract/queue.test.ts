import { SQSClient } from '@aws-sdk/client-sqs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Messaging, startMessaging } from '../../../sandbox/emulators/start-messaging.ts';
import { clientConfig } from '../../../sandbox/template/account.ts';
import { createVirtualClock } from '../../../sandbox/time/virtual-clock.ts';
import {
  createRealQueue,
  createSimulatedQueue,
  type QueueSide,
  type Received,
  VISIBILITY_MINUTES,
} from './both-queues.ts';

/** A receive as both sides name it, and the minute in which its timeout ends. */
interface Handle {
  readonly body: string;
  readonly real: string;
  readonly simulated: string;
  until: number;
}

const clock = createVirtualClock();
let messaging: Messaging;
let client: SQSClient;

beforeAll(async () => {
  messaging = await startMessaging({ clock, report: () => undefined });
  client = new SQSClient({ ...clientConfig, endpoint: messaging.endpoint });
});
afterAll(async () => {
  client.destroy();
  await messaging.stop();
});

const step = fc.oneof(
  fc.record({ kind: fc.constant('send' as const), minutes: fc.constantFrom(0, 0, 1, 15) }),
  fc.record({ kind: fc.constant('receive' as const) }),
  fc.record({ kind: fc.constant('remove' as const), which: fc.nat() }),
  fc.record({
    kind: fc.constant('delay' as const),
    which: fc.nat(),
    minutes: fc.constantFrom(0, 1, 2, 3, 15, 721),
  }),
  fc.record({ kind: fc.constant('advance' as const), minutes: fc.constantFrom(0, 1, 2, 15) }),
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const outcomeOf = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => 'done',
    () => 'refused',
  );

const sorted = (received: readonly Received[]) =>
  received.toSorted((a, b) => (a.body < b.body ? -1 : 1));

/** Does the same on both sides, and compares what they answer. */
const createPair = (real: QueueSide, simulated: QueueSide) => {
  const handles: Handle[] = [];
  let [sent, minute] = [0, 0];
  const onBoth = (act: (side: QueueSide) => Promise<unknown>) =>
    Promise.all([act(real), act(simulated)]);
  const take = (which: number): Handle | undefined => {
    const taken = handles[which % handles.length];
    const last = handles.findLast(({ body }) => body === taken?.body);
    // fauxqs forgets a handle when a timeout has passed, and only at the next receive.
    return taken === last && taken && taken.until <= minute ? undefined : taken;
  };
  const receive = async () => {
    const [one, other] = [sorted(await real.receive()), sorted(await simulated.receive())];
    const text = ({ body, receives }: Received) => `${body} ${receives}`;
    expect(one.map(text)).toStrictEqual(other.map(text));
    for (const [place, { body, handle }] of one.entries()) {
      const until = minute + VISIBILITY_MINUTES;
      handles.push({ body, until, real: handle, simulated: other[place]!.handle });
    }
  };
  const advance = async (minutes: number) => {
    minute += minutes;
    await onBoth((side) => side.advance(minutes));
  };
  const send = async (minutes: number) => {
    // No more than one receive takes: which of more messages it takes is free.
    if (sent === 10) return;
    sent += 1;
    await onBoth((side) => side.send(`m${sent}`, minutes * 60));
  };
  const remove = async (taken: Handle) => {
    await Promise.all([real.remove(taken.real), simulated.remove(taken.simulated)]);
  };
  const delay = async (taken: Handle, minutes: number) => {
    const outcome = await outcomeOf(simulated.delay(taken.simulated, minutes * 60));
    expect(await outcomeOf(real.delay(taken.real, minutes * 60))).toBe(outcome);
    if (outcome === 'done') taken.until = minute + minutes;
  };
  const play = async (given: Step): Promise<void> => {
    if (given.kind === 'receive') return receive();
    if (given.kind === 'send') return send(given.minutes);
    if (given.kind === 'advance') return advance(given.minutes);
    const taken = take(given.which);
    if (!taken) return;
    await (given.kind === 'remove' ? remove(taken) : delay(taken, given.minutes));
  };
  return { play, receive, advance };
};

it('shows, hides, deletes and gives up messages as SQS does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const [real, simulated] = [await createRealQueue(client, clock), createSimulatedQueue()];
      const { play, receive, advance } = createPair(real, simulated);
      for (const given of steps) await play(given);
      await advance(60);
      await receive();
      expect((await real.dead()).toSorted()).toStrictEqual((await simulated.dead()).toSorted());
    }),
    { numRuns: 60 },
  );
});

it('follows the documentation of SQS where fauxqs does not', async () => {
  const { send, receive, advance, remove, delay } = createSimulatedQueue();
  expect(await outcomeOf(send('late', 901))).toBe('refused');
  await send('message', 900);
  await advance(15);
  const [first] = await receive();
  await advance(VISIBILITY_MINUTES);
  expect(await outcomeOf(delay(first!.handle, 60))).toBe('refused');
  const [second] = await receive();
  await remove(first!.handle);
  await advance(VISIBILITY_MINUTES);
  await remove(second!.handle);
  expect(await receive()).toStrictEqual([]);
});
