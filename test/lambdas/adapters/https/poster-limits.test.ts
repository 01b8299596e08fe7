import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createDialPolicy } from '../../../../lambdas/adapters/https/dial-policy.ts';
import { toFailedPost } from '../../../../lambdas/adapters/https/failure.ts';
import {
  createHttpsPoster,
  type PosterOptions,
} from '../../../../lambdas/adapters/https/poster.ts';
import { GOOD_CERTIFICATE, TEST_AUTHORITY } from '../../../support/certificates.ts';
import { startHttp, startHttps } from '../../../support/start-receiver.ts';

const createPoster = (options: Partial<PosterOptions> = {}) =>
  createHttpsPoster({
    policy: createDialPolicy(['127.0.0.0/8', '::1/128']),
    timeoutMs: 5000,
    allowHttp: true,
    ca: TEST_AUTHORITY,
    ...options,
  });

const post = (url: string, options: Partial<PosterOptions> = {}) =>
  createPoster(options).post({ url, headers: {}, body: '{}' });

const answers =
  (...addresses: string[]): LookupFunction =>
  (_, __, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

it('takes 32 kB of response headers', async () => {
  await using receiver = await startHttp((_, response) => {
    response.writeHead(200, { 'content-security-policy': 'x'.repeat(32_500) }).end('ok');
  });
  expect(await post(`http://127.0.0.1:${receiver.port}/`)).toMatchObject({ statusCode: 200 });
});

it.each(['receiver.test', 'receiver.test.'])(
  'sends no trailing dot in the TLS server name of %s',
  async (host) => {
    const names: string[] = [];
    const noting = {
      ...GOOD_CERTIFICATE,
      SNICallback: (name: string, done: (error: null) => void) => {
        names.push(name);
        done(null);
      },
    };
    await using receiver = await startHttps((_, response) => response.end(), noting);
    const lookup = answers('127.0.0.1');
    expect(await post(`https://${host}:${receiver.port}/`, { lookup })).toMatchObject({
      statusCode: 200,
    });
    expect(names).toStrictEqual(['receiver.test']);
  },
);

it.each(['EAI_AGAIN', 'EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS'])(
  'takes %s for trouble of the sender itself',
  async (code) => {
    const lookup: LookupFunction = (_, __, done) =>
      done(Object.assign(new Error(`getaddrinfo ${code}`), { code }), []);
    const url = 'http://receiver.test:8080/';
    expect(await post(url, { lookup })).toMatchObject({ isSenderFault: true });
  },
);

it('takes what the receiver does for what counts where one address of several is out of reach', () => {
  const failure = (...codes: string[]) =>
    toFailedPost(
      new AggregateError(
        codes.map((code) => Object.assign(new Error(code), { code })),
        'every address failed',
      ),
    );
  expect(failure('EADDRNOTAVAIL', 'ECONNREFUSED')).toStrictEqual({
    kind: 'failed',
    failure: 'unreachable',
    message: 'ECONNREFUSED',
  });
  expect(failure('ERR_IP_BLOCKED', 'EADDRNOTAVAIL')).toHaveProperty('isSenderFault', true);
});

/** A listener that lets its queue of connections fill up: the system drops what comes, until a second later. */
const BUSY_LISTENER = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:http').createServer((_, response) => response.end('ok'));
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900);
  });`;

it('gives an address time to connect before it tries the next', async () => {
  const worker = new Worker(BUSY_LISTENER, { eval: true });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const filling = [1, 2, 3].map(() => fetch(`http://127.0.0.1:${port}/`));
  await sleep(100);
  const answer = await post(`http://receiver.test:${port}/`, {
    lookup: answers('127.0.0.1', '::1'),
  });
  await Promise.all(filling);
  await worker.terminate();
  expect(answer).toMatchObject({ statusCode: 200 });
});

it('blanks the credentials of a request that the receiver answers with', async () => {
  await using receiver = await startHttp(({ headers }, response) => {
    response.writeHead(500).end(JSON.stringify(headers));
  });
  const answer = await createPoster().post({
    url: `http://127.0.0.1:${receiver.port}/`,
    headers: { authorization: 'Bearer s3cr3t-token', 'webhook-id': 'evt_1' },
    body: '{}',
  });
  expect(answer).toMatchObject({ excerpt: expect.stringContaining('"authorization":"[hidden]"') });
  expect(answer).toMatchObject({ excerpt: expect.stringContaining('"webhook-id":"evt_1"') });
});
