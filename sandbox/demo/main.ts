import { styleText } from 'node:util';
import { ignoreClosedPipes } from '../../cli/framework/closed-pipes.ts';
import { createScreen } from '../narration/create-screen.ts';
import { fitText, hang } from '../narration/fit-width.ts';
import { printActivity } from '../narration/print-activity.ts';
import type { Sandbox } from '../sandbox.ts';
import { explainStartError } from '../start/start-error.ts';
import { startSandbox } from '../start/start-sandbox.ts';
import { checkDelivery } from './check-delivery.ts';
import { checkTracking } from './check-tracking.ts';
import { closingTable } from './closing-table.ts';
import { type DemoEndpoint, type DemoEvent, type DemoEvidence, readDemoEvent } from './evidence.ts';
import { checkGroup, expectMembers } from './group.ts';
import { playDay } from './play-day.ts';
import { introduction, nextSteps, usage } from './prose.ts';
import { readRecords } from './records.ts';
import { GROUP, writeScenes } from './scenes.ts';

const endedTypes = [
  ...['succeeded', 'failed', 'expiring', 'expired', 'collected'].map(
    (name) => `glacier.job.${name}`,
  ),
  'glacier.group.completed',
];

const screen = createScreen();

const main = async (): Promise<void> => {
  screen.print(fitText(introduction, screen.width));
  screen.showState();
  const morning = nextMorning();
  const sandbox = await startSandbox({
    vaults: ['photos', 'backups'],
    startAt: morning - 10 * 60_000,
    // Rare, so that an unregistered job stays unknown until its notice.
    settings: { sweepIntervalMinutes: 720 },
    progress: (message) => screen.print(fitText(message, screen.width)),
  });
  try {
    process.exitCode = judge(await play(sandbox, morning)) ? 0 : 1;
  } finally {
    await sandbox.stop();
  }
  screen.print(fitText(nextSteps, screen.width));
};

/** A full hour, so that the times are easy to read. */
const nextMorning = (): number => Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 9 * 3_600_000;

const play = async (sandbox: Sandbox, morning: number): Promise<DemoEvidence> => {
  const endpoints = await registerEndpoints(sandbox);
  sandbox.receiver.answerNext('/on-call', 500);
  sandbox.glacier.faults.set({ loseNotices: 1 }, 'backups');
  const published: DemoEvent[] = [];
  sandbox.on((happening) => {
    if (happening.kind !== 'published') return;
    if (happening.topicArn !== sandbox.outputs.EventsTopicArn) return;
    published.push(readDemoEvent(happening.message));
  });
  await sandbox.advanceTo(morning);
  const nameDay = (midnight: number) => `Day ${1 + Math.ceil((midnight - morning) / 86_400_000)}`;
  const { narrate, describeQuiet } = printActivity(sandbox, screen, nameDay);
  screen.showState(describeQuiet);
  narrate(
    'operator',
    'registers two webhooks: /team receives every completion and expiry, /on-call only failures.',
  );
  const script = writeScenes(sandbox.outputs.NoticeTopicArn);
  await expectMembers(sandbox, script);
  narrate('operator', `waits for (c) to (e) together, as the group "${GROUP}".`);
  const scenes = await playDay({ sandbox, scenes: script, narrate });
  screen.showState();
  return {
    scenes,
    endpoints,
    ledger: sandbox.glacier.ledger,
    received: sandbox.receiver.received,
    published,
    records: await readRecords(sandbox),
  };
};

const registerEndpoints = async (sandbox: Sandbox): Promise<readonly DemoEndpoint[]> => {
  const register = async (path: string, eventTypes: readonly string[]) => {
    const url = `${sandbox.urls.receiver}${path}`;
    return { ...(await sandbox.registerEndpoint({ url, eventTypes })), path, eventTypes };
  };
  return [await register('/team', endedTypes), await register('/on-call', ['glacier.job.failed'])];
};

/** Prints the closing table and the promises; returns whether all were kept. */
const judge = (evidence: DemoEvidence): boolean => {
  const { width, print } = screen;
  print(`\n${closingTable(evidence, width).replace(/^.*/, (heads) => styleText('dim', heads))}\n`);
  const promises = [...checkTracking(evidence), ...checkDelivery(evidence), checkGroup(evidence)];
  for (const { promise, broken } of promises) {
    const mark = broken.length === 0 ? styleText('green', 'kept  ') : styleText('red', 'BROKEN');
    print(hang(`${mark}  `, promise, width));
    for (const detail of broken) print(`        ${detail}`);
  }
  const isKept = promises.every(({ broken }) => broken.length === 0);
  const verdict = isKept ? 'Every promise was kept.' : 'A promise was broken.';
  print(`\n${styleText(isKept ? 'green' : 'red', verdict)}`);
  return isKept;
};

ignoreClosedPipes(false);
// Ends by process.exit, so that what is removed at the exit is removed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
process.once('exit', screen.close);
const [option] = process.argv.slice(2);
if (option === undefined) await main().finally(screen.close).catch(explainStartError);
else {
  const isHelp = option === '--help';
  console[isHelp ? 'log' : 'error'](isHelp ? usage : `Unknown option ${option}.\n${usage}`);
  process.exitCode = isHelp ? 0 : 2;
}
