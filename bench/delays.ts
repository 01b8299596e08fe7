// Measures the delay from a notice to its webhook in the sandbox, as `npm run bench:delays`.
import { setTimeout as wait } from 'node:timers/promises';
import { PublishCommand } from '@aws-sdk/client-sns';
import * as z from 'zod';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { startSandbox } from '../sandbox/start/start-sandbox.ts';
import { aNoticeMessage } from './notices/notice-messages.ts';
import { readCount } from './read-options.ts';
import { percentile } from './report/percentile.ts';
import { printTable, say } from './report/print-table.ts';

const RATES = [1, 50, 200];
const SECONDS = readCount(15);
const PATIENCE_MS = 60_000;
const GOAL = { perSecond: 50, p99Ms: 1000 };

const Event = z.object({ data: z.object({ jobId: z.string() }) });

interface Delays {
  readonly perSecond: number;
  readonly sent: number;
  /** In milliseconds; less than sent when some never came. */
  readonly delays: readonly number[];
}

/** Publishes notices at a steady pace, and notes when each was published. */
const publish = async (
  { clients, outputs, clock }: Sandbox,
  perSecond: number,
  first: number,
): Promise<Map<string, number>> => {
  const published = new Map<string, number>();
  const startedMs = performance.now();
  const sending: Promise<unknown>[] = [];
  for (let index = 0; index < perSecond * SECONDS; index += 1) {
    await wait(Math.max(0, startedMs + (index / perSecond) * 1000 - performance.now()));
    const notice: { readonly JobId: string } = JSON.parse(aNoticeMessage(first + index));
    const date = new Date(clock.now()).toISOString();
    const Message = JSON.stringify({ ...notice, CompletionDate: date, CreationDate: date });
    published.set(notice.JobId, performance.now());
    const command = new PublishCommand({ TopicArn: outputs.NoticeTopicArn, Message });
    sending.push(clients.sns.send(command));
  }
  await Promise.all(sending);
  return published;
};

const measure = async (sandbox: Sandbox, perSecond: number, first: number): Promise<Delays> => {
  const arrived = new Map<string, number>();
  const stopListening = sandbox.on((happening) => {
    if (happening.kind !== 'delivered') return;
    const { jobId } = Event.parse(JSON.parse(happening.request.body.toString())).data;
    if (!arrived.has(jobId)) arrived.set(jobId, performance.now());
  });
  const published = await publish(sandbox, perSecond, first);
  const isDone = () => [...published.keys()].every((jobId) => arrived.has(jobId));
  const untilMs = performance.now() + PATIENCE_MS;
  while (!isDone() && performance.now() < untilMs) await wait(100);
  stopListening();
  const delays = [...published].flatMap(([jobId, atMs]) => {
    const arrivedMs = arrived.get(jobId);
    return arrivedMs === undefined ? [] : [arrivedMs - atMs];
  });
  return { perSecond, sent: published.size, delays };
};

const report = (results: readonly Delays[]): void => {
  const base = percentile(results[0]?.delays ?? [], 0.5);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const rows = results.map(({ perSecond, sent, delays }) => {
    const p50 = percentile(delays, 0.5);
    const times = [p50, percentile(delays, 0.99)].map(ms);
    const counts = [sent, sent - delays.length].map(String);
    return [`${perSecond} a second`, ...counts, ...times, `${(p50 / base).toFixed(2)}x`];
  });
  say();
  printTable(['notices', 'sent', 'missing', 'p50', 'p99', 'p50 to the first'], rows);
  const goal = results.find(({ perSecond }) => perSecond === GOAL.perSecond);
  const p99 = percentile(goal?.delays ?? [], 0.99);
  const isMet = p99 < GOAL.p99Ms && goal?.sent === goal?.delays.length;
  say(
    `\nFor ${SECONDS} s each. The sandbox reads a stream every 250 ms, as Lambda does, and runs two copies of a function.`,
  );
  say(
    `Goal, p99 under ${GOAL.p99Ms} ms at ${GOAL.perSecond} a second: ${ms(p99)}, ${isMet ? 'met' : 'missed'}.`,
  );
};

const measureAll = async (sandbox: Sandbox): Promise<Delays[]> => {
  const results: Delays[] = [];
  let first = 0;
  // Cold starts are not what is measured here, so the first counts twice and is left out once.
  for (const perSecond of [1, ...RATES]) {
    say(`  ${perSecond} a second ...`);
    results.push(await measure(sandbox, perSecond, first));
    first += perSecond * SECONDS;
  }
  return results.slice(1);
};

const run = async (): Promise<void> => {
  const sandbox = await startSandbox({ vaults: ['photos'], progress: say });
  try {
    await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}/hook` });
    const measured = measureAll(sandbox);
    // A fault of the sandbox itself ends it too.
    await Promise.race([sandbox.runLive(), measured]);
    report(await measured);
  } finally {
    await sandbox.stop();
  }
};

await run();
