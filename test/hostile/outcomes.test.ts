import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';
import { createHttpsPoster } from '../../lambdas/adapters/https/poster.ts';
import type { WebhookAnswer } from '../../lambdas/core/delivery/answer.ts';
import { type DeliveryDecision, decideDelivery } from '../../lambdas/core/delivery/delivery.ts';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../lambdas/core/function/settings.ts';
import { TEST_AUTHORITY } from '../support/certificates.ts';
import type { CreateFixture } from './fixture.ts';
import { ANSWERS, MISBEHAVIOUR, NOW, type Outcome, WHEREABOUTS } from './outcomes.ts';

const TIMEOUT_MS = 300;

/** Every address that this process opened a connection to, as the system reports it. */
const reached = new Set<string>();

const watch = (message: unknown): void => {
  const { socket } = message as { socket: Socket };
  socket.once('connect', () => reached.add(`${socket.remoteAddress}:${socket.remotePort}`));
};

beforeAll(() => subscribe('net.client.socket', watch));
afterAll(() => unsubscribe('net.client.socket', watch));

const play = async (createFixture: CreateFixture, attempts: number): Promise<string> => {
  const { receiver, url, publicCidrs, options } = await createFixture();
  await using _ = receiver;
  reached.clear();
  const poster = createHttpsPoster({
    policy: createDialPolicy(publicCidrs),
    timeoutMs: TIMEOUT_MS,
    allowHttp: true,
    ca: TEST_AUTHORITY,
    ...options,
  });
  const answers: WebhookAnswer[] = [];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    answers.push(await poster.post({ url, headers: {}, body: '{"id":"evt_1"}' }));
  }
  // All but the one receiver that stands for the public internet is private here.
  const isPublic = publicCidrs.length > 0;
  const itself = `127.0.0.1:${receiver.port}`;
  expect([...reached].filter((address) => !isPublic || address !== itself)).toStrictEqual([]);
  if (!isPublic) expect(receiver.connections()).toBe(0);
  if (answers.some(({ kind }) => kind === 'answered')) expect([...reached]).toStrictEqual([itself]);
  return answers.map(inWords).join(', then ');
};

const inWords = (answer: WebhookAnswer): string => {
  const words = describeDecision(decide(answer));
  return answer.kind === 'failed' ? `${words} (${answer.failure})` : words;
};

const decide = (answer: WebhookAnswer): DeliveryDecision =>
  decideDelivery({
    answer,
    attemptCount: 1,
    scheduleSeconds: DEFAULT_RETRY_SCHEDULE_SECONDS,
    nowMs: NOW,
    random: 0.5,
  });

const describeDecision = (decision: DeliveryDecision): string => {
  switch (decision.kind) {
    case 'delivered':
      return 'delivered';
    case 'retry':
      return `retried after ${decision.delayMs / 1000} s`;
    case 'exhausted':
      return 'given up';
    case 'disable':
      return 'endpoint disabled';
  }
};

const row = ([does, decided]: Outcome) => `| ${does} | ${decided} |`;

describe.each([
  ['answers', ANSWERS],
  ['behaves badly:', MISBEHAVIOUR],
  ['lives at', WHEREABOUTS],
])('a receiver that %s', (_, outcomes) => {
  it.each(outcomes)('%s: %s', async (_does, decided, createFixture) => {
    expect(await play(createFixture, decided.split(', then ').length)).toBe(decided);
  });
});

it('has the outcomes of docs/webhooks-appendix.md, in the same order', () => {
  const guide = readFileSync(`${import.meta.dirname}/../../docs/webhooks-appendix.md`, 'utf8');
  // Without what only lines up the columns.
  const bare = guide.replaceAll(/ +\|/g, ' |');
  for (const outcomes of [ANSWERS, MISBEHAVIOUR, WHEREABOUTS]) {
    expect(bare).toContain(`\n${outcomes.map(row).join('\n')}\n\n`);
  }
});

it('has every answer that docs/webhooks.md shows', () => {
  const guide = readFileSync(`${import.meta.dirname}/../../docs/webhooks.md`, 'utf8');
  const [, table = ''] = /\| You answer .*?\n.*?\n(.*?)\n\n/s.exec(guide) ?? [];
  const shown = table.replaceAll(/ +\|/g, ' |').split('\n');
  expect(shown.length).toBeGreaterThan(4);
  expect(ANSWERS.map(row)).toStrictEqual(expect.arrayContaining(shown));
});
