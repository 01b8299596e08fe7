// Measures how many notices one process takes a second, as `npm run bench:notices`.
import { randomBytes } from 'node:crypto';
import { startDynamodb } from '../sandbox/emulators/start-dynamodb.ts';
import { createJobsTable, createUsualTable } from './notices/bench-tables.ts';
import { createServiceIntake, createUsualHandler, toSnsEvent } from './notices/handlers.ts';
import { aNoticeMessage } from './notices/notice-messages.ts';
import { type NoticeCase, playRounds } from './notices/play-rounds.ts';
import { createMeasuredClient } from './polling/scale/measured-client.ts';
import { median } from './webhooks/rounds.ts';
import { startReceiver } from './webhooks/start-receiver.ts';

const ROUNDS = Number(process.argv[2] ?? 11);
const NOTICES = 400;
/** Each of them waits for the webhook, one after the other. */
const SLOW_NOTICES = 20;
const GOALS = { usual: 1.7, slow: 20 };

const say = (line: string) => process.stdout.write(`${line}\n`);

const run = async (endpoint: string, receiverUrl: string): Promise<void> => {
  const { client, spent } = createMeasuredClient(endpoint);
  await createJobsTable(client, 'jobs');
  await createUsualTable(client, 'usual', true);
  await createUsualTable(client, 'plain', false);
  const intake = createServiceIntake(client, 'jobs');
  const ours: NoticeCase = {
    name: 'glacier-job-notifier',
    take: (message) => intake(toSnsEvent([message])),
    count: NOTICES,
  };
  const usual: NoticeCase = {
    name: 'usual: Get and Put',
    take: createUsualHandler(client, 'usual'),
    count: NOTICES,
  };
  const plain: NoticeCase = {
    name: 'the same without an index by status',
    take: createUsualHandler(client, 'plain'),
    count: NOTICES,
  };
  const [fast, slow] = [0, 30].map((delayMs) => ({
    name: `usual, and axios to a webhook of ${delayMs} ms`,
    take: createUsualHandler(client, 'usual', `${receiverUrl}/${delayMs}`),
    count: delayMs === 0 ? NOTICES : SLOW_NOTICES,
  }));
  if (fast === undefined || slow === undefined) return;
  const cases = [ours, usual, fast, slow, plain];
  const results = await playRounds({ cases, rounds: ROUNDS, message: aNoticeMessage, spent, say });
  report(cases, results);
};

const report = (
  cases: readonly NoticeCase[],
  results: Awaited<ReturnType<typeof playRounds>>,
): void => {
  const [our] = results;
  const ratios = results.map(({ rates }) =>
    median(rates.map((rate, round) => (our?.rates[round] ?? 0) / rate)),
  );
  say(
    `\n${'handler'.padEnd(38)}${['a second', 'requests', 'units', 'we are'].map((head) => head.padStart(10)).join('')}`,
  );
  cases.forEach(({ name }, index) => {
    const { rates = [], requests = 0, units = 0 } = results[index] ?? {};
    const cells = [
      median(rates).toFixed(0),
      requests.toFixed(2),
      units.toFixed(2),
      `${ratios[index]?.toFixed(2)}x`,
    ];
    say(`${name.padEnd(38)}${cells.map((cell) => cell.padStart(10)).join('')}`);
  });
  say(
    `\nMedians of ${ROUNDS} shuffled rounds, one notice at a time on a local DynamoDB; requests and`,
  );
  say(
    'capacity units of DynamoDB a notice. Ours sends its webhooks after the notice is safe, by a queue.',
  );
  const [, usual = 0, , slow = 0] = ratios;
  say(
    `Goal, ${GOALS.usual} times the usual handler without a webhook: ${usual.toFixed(2)}, ${usual >= GOALS.usual ? 'met' : 'missed'}.`,
  );
  say(
    `Goal, ${GOALS.slow} times with a webhook of 30 ms in it: ${slow.toFixed(1)}, ${slow >= GOALS.slow ? 'met' : 'missed'}.`,
  );
};

const dynamodb = await startDynamodb();
try {
  using receiver = await startReceiver(`whsec_${randomBytes(32).toString('base64')}`);
  await run(dynamodb.endpoint, receiver.url);
} finally {
  await dynamodb.stop();
}
