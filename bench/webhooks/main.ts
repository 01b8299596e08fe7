// Measures deliveries per second, as `npm run bench:webhooks`.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { orExplain } from '../read-options.ts';
import { printTable, say } from '../report/print-table.ts';
import { createHttpSender, createSocketSender } from './bare-senders.ts';
import { createDeliveries } from './deliveries.ts';
import { median, shuffle } from './rounds.ts';
import type { BenchDelivery, BenchSender } from './sender.ts';
import { createServiceSender } from './service-sender.ts';
import { startReceiver } from './start-receiver.ts';
import { createAxiosSender, createFetchSender } from './usual-senders.ts';

const usage = `Usage: npm run bench:webhooks -- [options]

Measures how many webhooks a second one process sends to a receiver in another process on this machine:
the function "sender" (signing, the guarded dial, the decision and the record; its tables and its queue
are memory), axios one at a time, fetch ten in parallel, a bare node:http client and raw sockets. axios and
fetch sign with the official library; the last two sign and record nothing, and show what is possible.

Options:
  --rounds <number>      rounds, each in a new order (default: 15)
  --deliveries <number>  deliveries a round, a multiple of 40 (default: 2000; fewer where each waits 30 ms)
  --help                 shows this text
`;

/** What the receiver waits before it answers, and the part of the deliveries that then is enough. */
const DELAYS = [
  { delayMs: 0, oneAtATime: 1, inParallel: 1 },
  { delayMs: 30, oneAtATime: 1 / 40, inParallel: 1 / 4 },
] as const;

/** The part of the bare client's rate that the service should reach while it signs, guards and records. */
const GOAL = 0.7;

interface Case {
  readonly sender: BenchSender;
  readonly delayMs: number;
  readonly deliveries: readonly BenchDelivery[];
  readonly rates: number[];
}

const measure = async ({ sender, delayMs, deliveries, rates }: Case, url: string) => {
  const startedMs = performance.now();
  await sender.send(deliveries, `${url}/${delayMs}`);
  rates.push((deliveries.length / (performance.now() - startedMs)) * 1000);
};

const run = async (rounds: number, count: number): Promise<void> => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  using receiver = await startReceiver(secret);
  const deliveries = createDeliveries(count);
  const axios = createAxiosSender(secret);
  const senders = [
    createServiceSender(secret),
    createHttpSender(),
    axios,
    createFetchSender(secret),
    createSocketSender(),
  ];
  say('Warming up; the receiver verifies every signature with the official library ...');
  for (const sender of senders) {
    const path = sender.isSigned ? 'check' : '0';
    await sender.send(deliveries.slice(0, 400), `${receiver.url}/${path}`);
  }
  const cases: Case[] = DELAYS.flatMap(({ delayMs, oneAtATime, inParallel }) =>
    senders.map((sender) => {
      const part = sender === axios ? oneAtATime : inParallel;
      return { sender, delayMs, deliveries: deliveries.slice(0, count * part), rates: [] };
    }),
  );
  for (let round = 1; round <= rounds; round += 1) {
    for (const one of shuffle(cases)) await measure(one, receiver.url);
    if (round % 5 === 0 || round === rounds) say(`  ${round} of ${rounds} rounds`);
  }
  report(cases, rounds);
};

const report = (cases: readonly Case[], rounds: number): void => {
  const rows = cases.map(({ delayMs, sender, rates }) => [
    `${sender.name}, to a receiver of ${delayMs} ms`,
    median(rates).toFixed(0),
    `${ratioTo(cases, delayMs, rates).toFixed(2)}x`,
  ]);
  say();
  printTable(['sender', 'a second', 'we are'], rows);
  const [, bare = 0] = cases.map((one) => ratioTo(cases, one.delayMs, one.rates));
  say(
    `\nMedians of ${rounds} shuffled rounds; ratios are taken within each round. Node ${process.version}.`,
  );
  const isMet = bare >= GOAL;
  say(
    `Goal at 0 ms, ${GOAL} times the bare node:http client: ${bare.toFixed(2)}, ${isMet ? 'met' : 'missed'}.`,
  );
};

/** How many times faster the service was than a sender, in the median of rounds. */
const ratioTo = (cases: readonly Case[], delayMs: number, rates: readonly number[]): number => {
  const ours = cases.find((one) => one.delayMs === delayMs)?.rates ?? [];
  return median(rates.map((rate, round) => (ours[round] ?? 0) / rate));
};

const { values } = orExplain(usage, () =>
  parseArgs({
    options: {
      rounds: { type: 'string', default: '15' },
      deliveries: { type: 'string', default: '2000' },
      help: { type: 'boolean', default: false },
    },
  }),
);
if (values.help) say(usage);
else await run(Number(values.rounds), Number(values.deliveries));
