import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { LookupFunction } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createDialPolicy } from '../../../../lambdas/adapters/https/dial-policy.ts';
import { boundKeptSockets } from '../../../../lambdas/adapters/https/kept-sockets.ts';
import { createHttpsPoster } from '../../../../lambdas/adapters/https/poster.ts';
import { startHttp, startTcp } from '../../../support/start-receiver.ts';

const lookup: LookupFunction = (_, __, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);

const createPoster = (timeoutMs: number) =>
  createHttpsPoster({
    policy: createDialPolicy(['127.0.0.0/8']),
    timeoutMs,
    allowHttp: true,
    lookup,
  });

/** A receiver whose connections `freeze` forgets without a word, as a gateway does. */
const startForgetful = async () => {
  let epoch = 0;
  const receiver = await startTcp((socket) => {
    const born = epoch;
    socket.on('data', () => {
      if (born === epoch) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    });
  });
  return Object.assign(receiver, {
    freeze: () => {
      epoch += 1;
    },
  });
};

describe('connections that a gateway has forgotten', () => {
  const warmUp = async (timeoutMs: number) => {
    const receiver = await startForgetful();
    const poster = createPoster(timeoutMs);
    const request = { url: `http://receiver.test:${receiver.port}/`, headers: {}, body: '{}' };
    await Promise.all([1, 2, 3, 4, 5].map(() => poster.post(request)));
    receiver.freeze();
    return { receiver, poster, request };
  };

  it('are dropped together after one timeout, and the POST is repeated at once', async () => {
    const { receiver, poster, request } = await warmUp(500);
    await using _ = receiver;
    // The second has no time to repeat, so it must not meet another dead connection.
    const answers = [
      await poster.post(request),
      await poster.post({ ...request, availableMs: 750 }),
    ];
    expect(answers).toMatchObject([{ statusCode: 200 }, { statusCode: 200 }]);
    expect(receiver.connections()).toBe(7);
  });

  it('cost no attempt where no time is left to repeat', async () => {
    const { receiver, poster, request } = await warmUp(500);
    await using _ = receiver;
    expect(await poster.post({ ...request, availableMs: 750 })).toMatchObject({
      failure: 'timeout',
      isSenderFault: true,
    });
    expect(await poster.post(request)).toMatchObject({ statusCode: 200 });
  });
});

it('a new connection that brings no answer in time is a timeout of the receiver', async () => {
  await using receiver = await startTcp(() => undefined);
  const request = { url: `http://127.0.0.1:${receiver.port}/`, headers: {}, body: '{}' };
  const answer = await createPoster(100).post(request);
  expect(answer).toMatchObject({ failure: 'timeout' });
  expect(answer).not.toHaveProperty('isSenderFault');
});

it.each([
  ['that was idle for 4 s is used again', 4000, 1],
  ['that was idle for longer is not', 4001, 2],
  ['is not after the clock was set back', -1, 2],
])('a connection %s', async (_, idleMs, connections) => {
  await using receiver = await startHttp((__, response) => response.end('ok'));
  const agent = new Agent({ keepAlive: true });
  let nowMs = 1_000_000;
  const kept = boundKeptSockets([agent], () => nowMs);
  const ask = async () => {
    const [response] = await once(get({ port: receiver.port, agent }), 'response');
    response.resume();
    await once(response, 'close');
    await nextTurn();
  };
  await ask();
  nowMs += idleMs;
  kept.dropIdle();
  await ask();
  expect(receiver.connections()).toBe(connections);
  agent.destroy();
});

it('keeps connections to at most 256 of 300 hosts, the latest ones', async () => {
  let open = 0;
  await using receiver = await startTcp((socket) => {
    open += 1;
    socket.on('close', () => {
      open -= 1;
    });
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
  });
  const poster = createPoster(5000);
  const postTo = (host: number) =>
    poster.post({ url: `http://h${host}.test:${receiver.port}/`, headers: {}, body: '{}' });
  for (let host = 0; host < 300; host += 1) await postTo(host);
  await expect.poll(() => open).toBeLessThanOrEqual(256);
  expect(await postTo(299)).toMatchObject({ statusCode: 200 });
  expect(receiver.connections()).toBe(300);
});
