// Measures how many notices one process takes a second, as `npm run bench:notices`.
import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamodb } from '../../sandbox/emulators/start-dynamodb.ts';
import { noticeEvent } from '../../simulation/programs/notice-event.ts';
import { readCount } from '../read-options.ts';
import { printTable, say } from '../report/print-table.ts';
import { median } from '../webhooks/rounds.ts';
import { startReceiver } from '../webhooks/start-receiver.ts';
import { createCountedClient } from './counted-client.ts';
import { createServiceIntake, createUsualHandler } from './handlers.ts';
import { createJobsTable, createUsualTable } from './jobs-table.ts';
import { type PlayedCase, playRounds } from './play-rounds.ts';

const ROUNDS = readCount(11);
const NOTICES = 400;
/** Each of them waits for the webhook, one after the other. */
const SLOW_NOTICES = 20;
/** Assumed for a request to DynamoDB from inside its region. */
const DISTANCE_MS = 4;
const FAR_NOTICES = 100;
const USUAL = 'usual: Get and Put';
const USUAL_SLOW = 'usual, and axios to a webhook of 30 ms';
const USUAL_FAR = `usual: Get and Put, ${DISTANCE_MS} ms away`;
const GOALS = { usual: 1.7, slow: 20 };

const run = async (endpoint: string, receiverUrl: string): Promise<void> => {
  const near = createCountedClient(endpoint);
  const far = createCountedClient(endpoint, DISTANCE_MS);
  await createJobsTable(near.client, 'jobs');
  await createUsualTable(near.client, 'usual', true);
  await createUsualTable(near.client, 'plain', false);
  const cases = [
    ...nearCases(near.client, receiverUrl).map((one) => ({ ...one, takeSpent: near.takeSpent })),
    ...farCases(far.client).map((one) => ({ ...one, takeSpent: far.takeSpent })),
  ];
  report(await playRounds(cases, ROUNDS));
};

const ourCase = (client: DynamoDBClient) => {
  const intake = createServiceIntake(client, 'jobs');
  return { take: (message: string) => intake(noticeEvent([message])), isOurs: true };
};

const nearCases = (client: DynamoDBClient, receiverUrl: string) => {
  const usual = (table: string, url?: string) => createUsualHandler(client, table, url);
  return [
    { name: 'glacier-job-notifier', ...ourCase(client), count: NOTICES },
    { name: USUAL, take: usual('usual'), count: NOTICES },
    {
      name: 'usual, and axios to a webhook of 0 ms',
      take: usual('usual', `${receiverUrl}/0`),
      count: NOTICES,
    },
    {
      name: USUAL_SLOW,
      take: usual('usual', `${receiverUrl}/30`),
      count: SLOW_NOTICES,
    },
    { name: 'usual, without an index by status', take: usual('plain'), count: NOTICES },
  ];
};

const farCases = (client: DynamoDBClient) => [
  { name: `glacier-job-notifier, ${DISTANCE_MS} ms away`, ...ourCase(client), count: FAR_NOTICES },
  {
    name: USUAL_FAR,
    take: createUsualHandler(client, 'usual'),
    count: FAR_NOTICES,
  },
];

/** How many times as many notices we take, round by round, as the case that follows us in the list. */
const compare = (played: readonly PlayedCase[]): readonly (PlayedCase & { ratio: number })[] => {
  let ours: readonly number[] = [];
  return played.map((one) => {
    if (one.isOurs === true) ours = one.rates;
    return { ...one, ratio: median(one.rates.map((rate, round) => (ours[round] ?? 0) / rate)) };
  });
};

const report = (played: readonly PlayedCase[]): void => {
  const compared = compare(played);
  say();
  const rows = compared.map(({ name, rates, requests, units, ratio }) => {
    const figures = [median(rates).toFixed(0), requests.toFixed(2), units.toFixed(2)];
    return [name, ...figures, `${ratio.toFixed(2)}x`];
  });
  printTable(['handler', 'a second', 'requests', 'units', 'we are'], rows);
  for (const line of FOOT) say(line);
  const ratioTo = (name: string) => compared.find((one) => one.name === name)?.ratio ?? 0;
  sayGoal('the usual handler without a webhook', GOALS.usual, ratioTo(USUAL));
  say(`The same with ${DISTANCE_MS} ms to DynamoDB: ${ratioTo(USUAL_FAR).toFixed(2)}.`);
  sayGoal('the usual handler with a webhook of 30 ms in it', GOALS.slow, ratioTo(USUAL_SLOW));
};

const sayGoal = (what: string, goal: number, reached: number): void =>
  say(`Goal, ${goal} times ${what}: ${reached.toFixed(2)}, ${reached >= goal ? 'met' : 'missed'}.`);

const FOOT = [
  '',
  `Medians of ${ROUNDS} shuffled rounds, one notice at a time on a local DynamoDB; requests and`,
  'capacity units of DynamoDB a notice. Ours sends its webhooks after the notice is safe, by a queue.',
  `${DISTANCE_MS} ms away, every request is held up as a network would. Near, requests cost what the`,
  'emulator computes for them; far, they cost a way.',
];

const dynamodb = await startDynamodb();
try {
  using receiver = await startReceiver(`whsec_${randomBytes(32).toString('base64')}`);
  await run(dynamodb.endpoint, receiver.url);
} finally {
  await dynamodb.stop();
}
