// Counts what a job costs and writes docs/cost.md, as `npm run bench:cost`; `-- --jobs N` estimates a month.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start/start-sandbox.ts';
import { createCountedClient } from '../notices/counted-client.ts';
import { createUsualHandler } from '../notices/handlers.ts';
import { createUsualTable } from '../notices/jobs-table.ts';
import { aNoticeMessage } from '../notices/notice-messages.ts';
import { orExplain } from '../read-options.ts';
import { say } from '../report/print-table.ts';
import { estimateMonth } from './estimate.ts';
import { createPlayLife, type Pace } from './play-life.ts';
import { ASSUMED } from './prices.ts';
import { addSpent, createTally, type Tally } from './tally.ts';
import { type Counted, goalLines, type Lives, writeCost } from './write-cost.ts';

const TABLE = 'usual-handler';

/** Counts what the usual handler takes for one notice, with its one webhook inside. */
const countUsual = async ({ clients, urls }: Pick<Sandbox, 'clients' | 'urls'>): Promise<Tally> => {
  await createUsualTable(clients.dynamodb, TABLE, true);
  const counted = createCountedClient(urls.dynamodb);
  const tally = createTally();
  // Its webhook costs nothing but the time that is added below.
  await createUsualHandler(counted.client, TABLE)(aNoticeMessage(0));
  const requests = addSpent(tally, counted.takeSpent());
  counted.client.destroy();
  const ms = ASSUMED.ownMs + requests * ASSUMED.awsRequestMs + ASSUMED.webhookMs;
  return {
    ...tally,
    invocations: 1,
    gbSeconds: (ms / 1000) * ASSUMED.usualMemoryGb,
    logBytes: ASSUMED.usualLogBytes,
  };
};

/** Between two deliveries of a quiet service all that functions keep of an endpoint has run out. */
const ALONE: Pace = { jobsAtOnce: 1, freshness: { stateMs: 0, secretMs: 0 } };
/** As `lambdas/sender/index.ts` keeps them. */
const IN_TENS: Pace = { jobsAtOnce: 10, freshness: { stateMs: 5000, secretMs: 15_000 } };

const countLives = async (stage: Sandbox, pace: Pace): Promise<Lives> => {
  const play = createPlayLife(stage, pace);
  // Functions are warm, and the first success of an endpoint has been noted with it.
  await play(false);
  return { noticed: await play(false), registered: await play(true) };
};

const usage = `Usage: npm run bench:cost -- [options]

Counts what a job costs and writes docs/cost.md. With --jobs, it also estimates a month with the default settings,
with every job alone and uncollected.

Options:
  --jobs <number>       jobs a month
  --endpoints <number>  webhooks that get every event (default: 1)
  --groups <number>     groups that hold the jobs, open all month (default: 0)
`;

const readNumber = (name: string, text: string): number => {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${name} ${text} is not a whole number`);
};

const month = orExplain(usage, () => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { jobs: text, endpoints: text, groups: text } });
  const { jobs, endpoints = '1', groups = '0' } = values;
  return (
    jobs && {
      jobs: readNumber('jobs', jobs),
      endpoints: readNumber('endpoints', endpoints),
      groups: readNumber('groups', groups),
    }
  );
});

const sandbox = await startSandbox({ vaults: ['photos'], progress: say });
try {
  const addEndpoint = () => sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}/hook` });
  await addEndpoint();
  const counted: Counted = {
    alone: await countLives(sandbox, ALONE),
    inTens: await countLives(sandbox, IN_TENS),
    usual: await countUsual(sandbox),
  };
  writeFileSync(join(import.meta.dirname, '../../docs/cost.md'), writeCost(counted));
  for (const line of goalLines(counted)) say(line);
  say('The breakdown is in docs/cost.md.');
  if (month) {
    await addEndpoint();
    const two = (await countLives(sandbox, ALONE)).registered;
    const dollars = estimateMonth({ one: counted.alone.registered, two }, month);
    say(`A month: $${dollars.toFixed(2)}.`);
  }
} finally {
  await sandbox.stop();
}
