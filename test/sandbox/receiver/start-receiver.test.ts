import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../../../sandbox/receiver/start-receiver.ts';
import { createVirtualClock, type VirtualClock } from '../../../sandbox/time/virtual-clock.ts';

const SECRET = `whsec_${Buffer.alloc(32, 'secret').toString('base64')}`;
const BODY = '{"id":"evt_1","type":"glacier.job.succeeded","vault":"Größe"}';
const HOUR_MS = 3_600_000;
let clock: VirtualClock;
let receiver: Receiver;

beforeEach(async () => {
  clock = createVirtualClock();
  clock.advance(30 * HOUR_MS);
  receiver = await startReceiver({
    clock,
    secretFor: (path) => (path.startsWith('/hooks/') ? SECRET : undefined),
  });
});

afterEach(() => receiver.stop());

const signedHeaders = (atMs: number, body = BODY, id = 'evt_1') => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(atMs / 1000)),
  'webhook-signature': new Webhook(SECRET).sign(id, new Date(atMs), body),
});

const post = (path: string, headers: Record<string, string>, body = BODY, signal?: AbortSignal) =>
  fetch(`${receiver.url}${path}`, { method: 'POST', headers, body, signal: signal ?? null });

it('verifies a request that was signed in virtual time, and records it', async () => {
  const before = clock.now();
  const answer = await post('/hooks/a?x=1', signedHeaders(clock.now()));

  expect(answer.status).toBe(200);
  expect(receiver.received).toHaveLength(1);
  expect(receiver.received[0]).toMatchObject({
    path: '/hooks/a',
    webhookId: 'evt_1',
    body: Buffer.from(BODY),
    verified: true,
    answeredStatus: 200,
  });
  expect(receiver.received[0]?.at).toBeGreaterThanOrEqual(before);
  expect(receiver.received[0]).not.toHaveProperty('refusal');
});

it('refuses a request that was signed in real time', async () => {
  const answer = await post('/hooks/a', signedHeaders(Date.now()));

  expect(answer.status).toBe(401);
  expect(receiver.received[0]).toMatchObject({
    verified: false,
    refusal: 'Message timestamp too old',
    answeredStatus: 401,
  });
});

it('holds to a tolerance of five virtual minutes', async () => {
  const headers = signedHeaders(clock.now());
  clock.advance(4 * 60_000);
  await post('/hooks/a', headers);
  clock.advance(2 * 60_000);
  await post('/hooks/a', headers);

  expect(receiver.received.map(({ verified }) => verified)).toStrictEqual([true, false]);
});

it.each([
  ['another body', '/hooks/a', {}, `${BODY} `, 'No matching signature found', 401],
  ['another id', '/hooks/a', { 'webhook-id': 'evt_2' }, BODY, 'No matching signature found', 401],
  ['no id', '/hooks/a', { 'webhook-id': '' }, BODY, 'Missing required headers', 401],
  ['an unknown endpoint', '/elsewhere', {}, BODY, 'No endpoint is at /elsewhere', 404],
])('refuses %s', async (_, path, change, body, refusal, status) => {
  const answer = await post(path, { ...signedHeaders(clock.now()), ...change }, body);

  expect(answer.status).toBe(status);
  expect(receiver.received[0]).toMatchObject({ verified: false, refusal, answeredStatus: status });
});

it('answers each path by its own script, in order, and then normally', async () => {
  receiver.answerNext('/hooks/a', 500);
  receiver.answerNext('/hooks/a', 429, { 'retry-after': '7' });
  receiver.answerNext('/hooks/b', 410);
  const send = (path: string) => post(path, signedHeaders(clock.now()));

  const first = await send('/hooks/a');
  const second = await send('/hooks/a');

  expect([first.status, second.status]).toStrictEqual([500, 429]);
  expect(second.headers.get('retry-after')).toBe('7');
  expect((await send('/hooks/b')).status).toBe(410);
  expect((await send('/hooks/a')).status).toBe(200);
  expect(receiver.received.map(({ answeredStatus }) => answeredStatus)).toStrictEqual([
    500, 429, 410, 200,
  ]);
  expect(receiver.received.every(({ verified }) => verified)).toBe(true);
});

it('hangs when its script says so, and still stops', async () => {
  receiver.answerNext('/hooks/a', 'hang');
  const given = Promise.withResolvers<void>();
  receiver.onReceived(() => given.resolve());

  const hanging = post('/hooks/a', signedHeaders(clock.now())).catch(() => 'cut off');
  await given.promise;
  await receiver.stop();

  expect(await hanging).toBe('cut off');
  expect(receiver.received[0]).toMatchObject({ verified: true });
  expect(receiver.received[0]).not.toHaveProperty('answeredStatus');
  receiver = await startReceiver({ clock, secretFor: () => undefined });
});

it('breaks the connection when its script says so, and lets a function decide without a script', async () => {
  receiver.answerNext('/hooks/a', 429);
  receiver.answerBy((path) => (path === '/hooks/a' ? { status: 'reset' } : undefined));
  const send = (path: string) => post(path, signedHeaders(clock.now()));

  expect((await send('/hooks/a')).status).toBe(429);
  await expect(send('/hooks/a')).rejects.toThrow();
  expect((await send('/hooks/b')).status).toBe(200);
  expect(receiver.received.map(({ answeredStatus }) => answeredStatus)).toStrictEqual([
    429,
    undefined,
    200,
  ]);
});

it('notifies its listeners before the answer, until they unsubscribe', async () => {
  const heard: (string | undefined)[] = [];
  const leave = receiver.onReceived(({ webhookId }) => heard.push(webhookId));
  await post('/hooks/a', signedHeaders(clock.now()));
  expect(heard).toStrictEqual(['evt_1']);
  leave();
  await post('/hooks/a', signedHeaders(clock.now()));

  expect(heard).toStrictEqual(['evt_1']);
});

it('records no request that is no delivery', async () => {
  const answer = await fetch(`${receiver.url}/hooks/a`);

  expect(answer.status).toBe(405);
  expect(receiver.received).toStrictEqual([]);
});

it('waits for a secret that has to be looked up', async () => {
  await receiver.stop();
  receiver = await startReceiver({ clock, secretFor: () => Promise.resolve(SECRET) });
  await post('/any', signedHeaders(clock.now()));

  expect(receiver.received[0]?.verified).toBe(true);
});

it("leaves the thread's own time alone", async () => {
  const realDate = Date;
  await post('/hooks/a', signedHeaders(clock.now()));

  expect(Date).toBe(realDate);
  expect(Date.now()).toBeLessThan(clock.now() - 29 * HOUR_MS);
});
