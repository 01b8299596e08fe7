// Counts what a job costs and writes docs/cost.md, as `npm run bench:cost`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start/start-sandbox.ts';
import { createCountedClient } from '../notices/counted-client.ts';
import { createUsualHandler } from '../notices/handlers.ts';
import { createUsualTable } from '../notices/jobs-table.ts';
import { aNoticeMessage } from '../notices/notice-messages.ts';
import { say } from '../report/print-table.ts';
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

const countLives = async (sandbox: Sandbox, pace: Pace): Promise<Lives> => {
  const play = createPlayLife(sandbox, pace);
  // Functions are warm, and the first success of an endpoint has been noted with it.
  await play(false);
  return { noticed: await play(false), registered: await play(true) };
};

const count = async (): Promise<Counted> => {
  const sandbox = await startSandbox({ vaults: ['photos'], progress: say });
  try {
    await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}/hook` });
    return {
      alone: await countLives(sandbox, ALONE),
      inTens: await countLives(sandbox, IN_TENS),
      usual: await countUsual(sandbox),
    };
  } finally {
    await sandbox.stop();
  }
};

const counted = await count();
writeFileSync(join(import.meta.dirname, '../../docs/cost.md'), writeCost(counted));
for (const line of goalLines(counted)) say(line);
say('The breakdown is in docs/cost.md.');
