import { markdownTable } from '../report/markdown-table.ts';
import type { Phase } from './play-life.ts';
import { ASSUMED, PRICE_PAGES, PRICES } from './prices.ts';
import { standingCost } from './standing.ts';
import { priceOf, sumTallies, type Tally, total } from './tally.ts';

/** A life of a job that is registered when it starts, and of one that is first heard of by its notice. */
export interface Lives {
  readonly noticed: readonly Phase[];
  readonly registered: readonly Phase[];
}

/** What was counted: jobs that come one at a time, ten at a time, and the usual handler's notice. */
export interface Counted {
  readonly alone: Lives;
  readonly inTens: Lives;
  readonly usual: Tally;
}

const MILLION = 1_000_000;
const GOALS = { delivered: 7, ended: 16, standing: 3 };
/** Rewriting an index entry every five minutes, with every notice lost; see docs/results/benchmarks.md. */
const NAIVE_POLLING = 93.1;
/** A chain of waits in Step Functions, window-aware; see docs/decisions/0006-polls-by-evidence.md. */
const STEP_FUNCTIONS = 416;

const dollars = (value: number): string => `$${value.toFixed(2)}`;
const perMillion = (tally: Tally, gbSecond?: number): number =>
  total(priceOf(tally, gbSecond)) * MILLION;

const deliveredOf = (life: readonly Phase[]): Tally => {
  const end = life.findIndex(({ name }) => name.startsWith('completed')) + 1;
  return sumTallies(life.slice(0, end).map(({ tally }) => tally));
};
const endedOf = (life: readonly Phase[]): Tally => sumTallies(life.map(({ tally }) => tally));

/** Says of each goal what was reached. */
export const goalLines = ({ alone, inTens, usual }: Counted): string[] => {
  const goal = (what: string, limit: number, costOf: (life: readonly Phase[]) => number) =>
    [
      [costOf(inTens.noticed), 'with batches of ten'],
      [costOf(alone.noticed), 'with every job alone'],
    ].map(
      ([cost = 0, how]) =>
        `Goal, under ${dollars(limit)} per million jobs ${what}: ${dollars(Number(cost))} ${how}, ${Number(cost) < limit ? 'met' : 'missed'}.`,
    );
  const delivered = (life: readonly Phase[]) => perMillion(deliveredOf(life));
  const ended = (life: readonly Phase[]) => perMillion(endedOf(life));
  return [
    ...goal('up to the delivery of the completion', GOALS.delivered, delivered),
    ...goal('to the end of an uncollected life', GOALS.ended, ended),
    `Jobs that are registered when they start: ${dollars(delivered(inTens.registered))} and ${dollars(ended(inTens.registered))} in tens, ${dollars(delivered(alone.registered))} and ${dollars(ended(alone.registered))} alone.`,
    `The usual handler, up to its webhook: ${dollars(perMillion(usual, PRICES.lambdaX86GbSecond))}.`,
  ];
};

/** Writes docs/cost.md. */
export const writeCost = (counted: Counted): string =>
  [
    ...HEAD,
    ...goalLines(counted).map((line) => `- ${line}`),
    '',
    '## A million jobs, each with one webhook',
    '',
    ...phaseTable(counted),
    '',
    '## Counted operations of one job',
    '',
    ...operationTable(counted),
    '',
    '## A month without jobs',
    '',
    ...standingTable(),
    '',
    '## A month with jobs',
    '',
    ...monthTable(counted),
    '',
    ...FOOT,
    '',
  ].join('\n');

const lines = ({ alone, inTens, usual }: Counted) => {
  const ours = (life: readonly Phase[], how: string) =>
    life.map(({ name, tally }) => ({
      name: `${name} (${how})`,
      tally,
      gbSecond: PRICES.lambdaArmGbSecond,
    }));
  return [
    ...ours(inTens.registered, 'in tens'),
    ...ours(alone.registered, 'alone'),
    { name: 'the usual handler: one notice', tally: usual, gbSecond: PRICES.lambdaX86GbSecond },
  ];
};

const phaseTable = (counted: Counted): string[] => {
  const heads = Object.keys(priceOf(counted.usual));
  const rows = lines(counted).map(({ name, tally, gbSecond }) => {
    const price = priceOf(tally, gbSecond);
    return [name, ...[...Object.values(price), total(price)].map((one) => dollars(one * MILLION))];
  });
  return markdownTable(['part of the life', ...heads, 'sum'], rows, 'right');
};

const number = (value: number): string => String(Number(value.toFixed(2)));

const operationTable = (counted: Counted): string[] => {
  const heads = ['write units', 'read units', 'invocations', 'GB-ms', 'SNS', 'SQS', 'log bytes'];
  const rows = lines(counted).map(({ name, tally }) => [
    name,
    number(tally.writeUnits),
    number(tally.readUnits),
    number(tally.invocations),
    (tally.gbSeconds * 1000).toFixed(0),
    number(tally.snsPublishes),
    number(tally.sqsRequests),
    tally.logBytes.toFixed(0),
  ]);
  return markdownTable(['part of the life', ...heads], rows, 'right');
};

/** What the cheapest alarms are that still call an operator for lost or late data. */
const CRITICAL = { alarms: 'critical', dashboard: false };
const SHARED_KEY = { secretsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/shared' };

const sumOf = (settings: object): number =>
  standingCost(settings).reduce((sum, { dollars: part }) => sum + part, 0);

const standingTable = (): string[] => {
  const rows = [{}, CRITICAL].flatMap((settings, index) => [
    ...standingCost(settings).map((part) => [
      SETTINGS[index] ?? '',
      part.name,
      dollars(part.dollars),
    ]),
    [SETTINGS[index] ?? '', 'sum', dollars(sumOf(settings))],
  ]);
  const isMet = sumOf(CRITICAL) < GOALS.standing;
  return [
    ...markdownTable(['settings', 'part', 'a month'], rows, 'right'),
    '',
    `Goal, under ${dollars(GOALS.standing)} with critical alarms: ${dollars(sumOf(CRITICAL))}, ${isMet ? 'met' : 'missed'}; ${dollars(sumOf({ ...CRITICAL, ...SHARED_KEY }))} with a key that exists (\`secretsKeyArn\`).`,
  ];
};

const SETTINGS = ['default', 'alarms: critical, dashboard: false'];

const monthTable = (counted: Counted): string[] => {
  const ours = total(priceOf(endedOf(counted.alone.registered)));
  const usual = total(priceOf(counted.usual, PRICES.lambdaX86GbSecond));
  const polled = (usual * MILLION + NAIVE_POLLING) / MILLION;
  const waiting = (usual * MILLION + STEP_FUNCTIONS) / MILLION;
  const rows = [1000, 100_000, MILLION].map((jobs) => [
    jobs.toLocaleString('en'),
    dollars(sumOf({}) + jobs * ours),
    dollars(jobs * usual),
    dollars(jobs * polled),
    dollars(jobs * waiting),
  ]);
  const heads = ['jobs', 'this service, all of a life', 'usual handler, lossy'];
  const rivals = ['and a poll of each every 5 min', 'and Step Functions that wait'];
  return markdownTable([...heads, ...rivals], rows, 'right');
};

const HEAD = [
  '# What a job costs',
  '',
  'Written by `npm run bench:cost`. It counts operations: the functions run on the local DynamoDB, which reports',
  'the consumed capacity of each request, indexes included. "Alone" is a quiet service: each job has its own',
  'batches, and no function has cached its endpoint. "In tens" is a busy one. The prices are second-hand',
  '(us-east-1, collected in November 2026, no free tier); `bench/cost/prices.ts` has them and all assumptions.',
  '',
];

const FOOT = [
  `Assumed: ${ASSUMED.awsRequestMs} ms for a request to AWS, ${ASSUMED.webhookMs} ms for a webhook, and the bytes that Lambda and Powertools`,
  'add to a log line. Not included: Glacier, which does not charge for DescribeJob and ListJobs, and storage.',
  'The usual handler reads and writes the notice and calls the webhook in between; it sends no reminders,',
  'retries nothing, and loses what SNS loses. The other two add the cost of polling or waiting for each job, by',
  'docs/results/benchmarks.md and decision 6. Lambda receives from an idle queue with five pollers of 20 seconds, which no setting',
  'changes. A service with a key of its own for the secrets pays for one; `secretsKeyArn` names one that exists.',
  '',
  `Prices: ${PRICE_PAGES.join(', ')}.`,
];
