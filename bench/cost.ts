// Counts what a job costs and writes docs/cost.md, as `npm run bench:cost`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { createPlayLife, type Pace } from './cost/play-life.ts';
import { countUsual } from './cost/usual.ts';
import { type Counted, goalLines, type Lives, writeCost } from './cost/write-cost.ts';
import { say } from './polling/print-table.ts';

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
writeFileSync(join(import.meta.dirname, '../docs/cost.md'), writeCost(counted));
for (const line of goalLines(counted)) say(line);
say('The breakdown is in docs/cost.md.');
