import { spawnSync } from 'node:child_process';
import { median, shuffle } from '../webhooks/rounds.ts';

/** Something that a fresh Node process can load. */
export interface StartCase {
  readonly id: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Measures how many milliseconds a fresh Node process takes to load a file and to end. */
export const measureStart = ({ id, file, environment }: StartCase): number => {
  const startedAt = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [file], { env: environment });
  const ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
  if (status !== 0) throw new Error(`${id} does not start: ${stderr}`);
  return ms;
};

/** Measures every case once a round, in a new order each round, so that noise hits all alike. */
export const measureRounds = (
  cases: readonly StartCase[],
  rounds: number,
  onRound: (done: number) => void,
): ReadonlyMap<string, number> => {
  const samples = new Map<string, number[]>(cases.map(({ id }) => [id, []]));
  for (const one of cases) measureStart(one);
  for (let round = 1; round <= rounds; round += 1) {
    for (const one of shuffle(cases)) samples.get(one.id)?.push(measureStart(one));
    onRound(round);
  }
  return new Map([...samples].map(([id, times]) => [id, median(times)]));
};
