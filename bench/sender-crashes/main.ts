// Kills the sender again and again: node bench/sender-crashes/main.ts --help
import { parseArgs } from 'node:util';
import { orExplain } from '../read-options.ts';
import { say } from '../report/print-table.ts';
import { killInSandbox } from './kill-in-sandbox.ts';
import { type CrashPlay, type CrashResult, runCrashes } from './run-crashes.ts';

const USAGE = `Usage: node bench/sender-crashes/main.ts [options]

Runs the service in the sandbox, the deployed bundle on the emulated SQS and DynamoDB, and kills the
sender again and again: before, between and after its requests, and while a receiver answers. One POST in
ten is answered with 500. Exits with 1 unless every event arrives and is recorded as delivered, every
repeat carries the same id and the same bytes, and no queue keeps anything.

Options:
  --deliveries <number>  deliveries, a multiple of 5 (default: 5000)
  --kills <number>       kills (default: 200)
  --rounds <number>      rounds, each with another seed (default: 1)
  --simulated            runs the sender and redeliver on tables, a queue and receivers in memory instead,
                         where a killed copy's last request still happens
  --help                 shows this text
`;

const run = async (
  start: (play: CrashPlay) => Promise<CrashResult>,
  { deliveries, kills, rounds }: Readonly<Record<'deliveries' | 'kills' | 'rounds', number>>,
): Promise<void> => {
  say('round   kills  repeats  missing  altered  dead letters  minutes');
  for (let seed = 1; seed <= rounds; seed += 1) {
    const play = { deliveries, kills, copies: 10, failures: 0.1, seed };
    const result = await start(play);
    const isMet = result.missing + result.altered + result.deadLetters === 0;
    const numbers = [
      [seed, 5],
      [result.kills, 8],
      [result.repeats, 9],
      [result.missing, 9],
      [result.altered, 9],
      [result.deadLetters, 14],
      [(result.tookMs / 60_000).toFixed(1), 9],
    ] as const;
    const cells = numbers.map(([value, width]) => String(value).padStart(width)).join('');
    say(`${cells}  ${isMet ? 'met' : 'missed'}`);
    if (!isMet) process.exitCode = 1;
  }
};

const { values } = orExplain(USAGE, () =>
  parseArgs({
    options: {
      deliveries: { type: 'string', default: '5000' },
      kills: { type: 'string', default: '200' },
      rounds: { type: 'string', default: '1' },
      simulated: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }),
);

if (values.help) say(USAGE);
else {
  await run(values.simulated ? runCrashes : killInSandbox, {
    deliveries: Number(values.deliveries),
    kills: Number(values.kills),
    rounds: Number(values.rounds),
  });
}
