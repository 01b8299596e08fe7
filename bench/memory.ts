// Measures the memory of a run of 100,000 notices, as `npm run bench:memory`.
import { startDynamodb } from '../sandbox/emulators/start-dynamodb.ts';
import { noticeEvent } from '../simulation/programs/notice-event.ts';
import { createLocalClient } from './notices/counted-client.ts';
import { createServiceIntake } from './notices/handlers.ts';
import { createJobsTable } from './notices/jobs-table.ts';
import { aNoticeMessage } from './notices/notice-messages.ts';
import { readCount } from './read-options.ts';
import { say } from './report/print-table.ts';

const NOTICES = readCount(100_000);
const MESSAGES_PER_EVENT = 10;
const SAMPLES = 10;
/** What an hour of such notices may add to a function that has 512 MB. */
const GOAL_MB = 2;

const heapMb = (): number => {
  if (globalThis.gc === undefined) throw new Error('Start it with --expose-gc, as npm does');
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1e6;
};

const run = async (endpoint: string): Promise<void> => {
  const client = createLocalClient(endpoint);
  await createJobsTable(client, 'jobs');
  const intake = createServiceIntake(client, 'jobs');
  const samples: number[] = [];
  say('  notices    heap in MB, after a collection');
  for (let taken = 0; taken < NOTICES; taken += MESSAGES_PER_EVENT) {
    const numbers = Array.from({ length: MESSAGES_PER_EVENT }, (_, index) => taken + index);
    await intake(noticeEvent(numbers.map(aNoticeMessage)));
    if ((taken + MESSAGES_PER_EVENT) % (NOTICES / SAMPLES) !== 0) continue;
    samples.push(heapMb());
    say(`${String(taken + MESSAGES_PER_EVENT).padStart(9)}    ${samples.at(-1)?.toFixed(2)}`);
  }
  // By the first sample everything is loaded and compiled.
  const grownMb = Math.max(...samples.slice(1)) - (samples[0] ?? 0);
  say(
    `Goal, no growth beyond ${GOAL_MB} MB after the first ${NOTICES / SAMPLES}: ${grownMb.toFixed(2)} MB, ${grownMb <= GOAL_MB ? 'met' : 'missed'}.`,
  );
  client.destroy();
};

const dynamodb = await startDynamodb();
try {
  await run(dynamodb.endpoint);
} finally {
  await dynamodb.stop();
}
