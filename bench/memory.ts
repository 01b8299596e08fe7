// Measures the memory of a run of 100,000 notices, as `npm run bench:memory`.
import { startDynamodb } from '../sandbox/emulators/start-dynamodb.ts';
import { noticeEvent } from '../simulation/programs/notice-event.ts';
import { createLocalClient } from './notices/counted-client.ts';
import { createServiceIntake } from './notices/handlers.ts';
import { createJobsTable } from './notices/jobs-table.ts';
import { aNoticeMessage } from './notices/notice-messages.ts';
import { readCount } from './read-options.ts';
import { say } from './report/print-table.ts';

const SAMPLES = 10;
const EVENTS = Math.ceil(readCount(100_000) / SAMPLES / 10);
/** What an hour of such notices may add to a function that has 512 MB. */
const GOAL_MB = 2;

const dynamodb = await startDynamodb();
const client = createLocalClient(dynamodb.endpoint);
try {
  await createJobsTable(client, 'jobs');
  const intake = createServiceIntake(client, 'jobs');
  const samples: number[] = [];
  say('  notices    heap in MB, after a collection');
  for (let event = 1; event <= SAMPLES * EVENTS; event += 1) {
    const messages = Array.from({ length: 10 }, (_, index) => aNoticeMessage(10 * event + index));
    await intake(noticeEvent(messages));
    if (event % EVENTS > 0) continue;
    globalThis.gc?.();
    const heapMb = process.memoryUsage().heapUsed / 1e6;
    samples.push(heapMb);
    say(`${String(10 * event).padStart(9)}    ${heapMb.toFixed(2)}`);
  }
  // By the first sample everything is loaded and compiled.
  const grownMb = Math.max(...samples.slice(1)) - (samples[0] ?? 0);
  const verdict = grownMb <= GOAL_MB ? 'met' : 'missed';
  const growth = `no growth beyond ${GOAL_MB} MB after the first ${10 * EVENTS}`;
  say(`Goal, ${growth}: ${grownMb.toFixed(2)} MB, ${verdict}.`);
} finally {
  client.destroy();
  await dynamodb.stop();
}
