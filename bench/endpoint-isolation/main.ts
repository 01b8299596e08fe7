// Shows what one dead endpoint costs nine healthy ones: node bench/endpoint-isolation/main.ts --help
import { parseArgs } from 'node:util';
import { orExplain } from '../read-options.ts';
import { say } from '../report/print-table.ts';
import { DEATHS, type Measured, runScenario, type Scenario } from './run-scenario.ts';

const USAGE = `Usage: node bench/endpoint-isolation/main.ts [options]

Runs the real sender and redeliver on tables, a queue and receivers in memory, in virtual time. Every
event goes to nine healthy endpoints and to a tenth that is dead in one way after another until an hour
after the last event. Exits with 1 unless, for each way, the healthy ones' p95 is at most 1.5 times that
without the dead one, the dead one is tried less than 100 times, and every event arrives after all. An
endpoint that hangs after it was healthy may hold up the others once, by half the timeout (10 s) at most.

Options:
  --events <number>   events, each for every endpoint (default: 10000)
  --rate <number>     events a second (default: 100)
  --copies <number>   copies of the sender, each with batches of ten (default: 50)
  --seed <number>     seed of all randomness (default: 1)
  --help              shows this text
`;

const MAX_RATIO = 1.5;
const MAX_ATTEMPTS = 100;
const MAX_STALL_MS = 10_000;

const columns = (cells: readonly (string | number)[]) =>
  cells.map((cell, index) => String(cell).padStart(index === 0 ? 18 : 11)).join('');

const run = async (scenario: Scenario, base?: Measured): Promise<Measured> => {
  const measured = await runScenario(scenario);
  const ratio = measured.p95Ms / (base ?? measured).p95Ms;
  const isIsolated =
    ratio <= MAX_RATIO || (scenario.death === 'hangs-later' && measured.maxMs <= MAX_STALL_MS);
  const isMet = isIsolated && measured.attemptsAtDead < MAX_ATTEMPTS && measured.missing === 0;
  say(
    columns([
      scenario.death,
      measured.p50Ms.toFixed(1),
      measured.p95Ms.toFixed(1),
      measured.maxMs.toFixed(0),
      `${ratio.toFixed(2)}x`,
      measured.attemptsAtDead,
      measured.parked,
      (measured.drainedMs / 60_000).toFixed(1),
      measured.missing,
      isMet ? 'met' : 'missed',
    ]),
  );
  if (!isMet) process.exitCode = 1;
  return measured;
};

const { values } = orExplain(USAGE, () =>
  parseArgs({
    options: {
      events: { type: 'string', default: '10000' },
      rate: { type: 'string', default: '100' },
      copies: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  }),
);

if (values.help) {
  say(USAGE);
} else {
  const given = {
    events: Number(values.events),
    perSecond: Number(values.rate),
    copies: Number(values.copies),
    seed: Number(values.seed),
  };
  say(`${given.events} events at ${given.perSecond}/s for each endpoint, ${given.copies} copies.`);
  say('Delays of the healthy endpoints in ms; the drain in minutes after the recovery.\n');
  say(
    columns([
      'dead endpoint',
      'p50',
      'p95',
      'max',
      'p95 ratio',
      'attempts',
      'parked',
      'drain',
      'missing',
      'goals',
    ]),
  );
  const base = await run({ ...given, death: 'none' });
  for (const death of DEATHS.slice(1)) await run({ ...given, death }, base);
}
