import type { Spent } from '../polling/scale/measured-client.ts';
import { shuffle } from '../webhooks/rounds.ts';
import type { TakeNotice } from './handlers.ts';

/** A handler that is measured, and with how many notices a round. */
export interface NoticeCase {
  readonly name: string;
  readonly take: TakeNotice;
  readonly count: number;
  /** Where its requests are counted. */
  readonly spent: Spent;
  /** What others are compared with. */
  readonly isOurs?: boolean | undefined;
}

/** A handler and what was measured of it. */
export interface PlayedCase extends NoticeCase {
  /** Notices a second, by round. */
  readonly rates: number[];
  /** Requests to DynamoDB a notice. */
  requests: number;
  /** Capacity units a notice. */
  units: number;
}

/** What is played. */
export interface NoticeRounds {
  readonly cases: readonly NoticeCase[];
  readonly rounds: number;
  /** Makes the notice of one more job. */
  readonly message: (number: number) => string;
  readonly say: (line: string) => void;
}

/** Plays every handler once a round, each time on unknown jobs, in a new order. */
export const playRounds = async (input: NoticeRounds): Promise<PlayedCase[]> => {
  const { cases, rounds, say } = input;
  const played = cases.map((one): PlayedCase => ({ ...one, rates: [], requests: 0, units: 0 }));
  const next = countUp();
  for (const one of played) await play(one, input, next);
  for (const { rates } of played) rates.length = 0;
  for (let round = 1; round <= rounds; round += 1) {
    for (const one of shuffle(played)) await play(one, input, next);
    if (round % 5 === 0 || round === rounds) say(`  ${round} of ${rounds} rounds`);
  }
  return played;
};

const countUp = (): (() => number) => {
  let number = 0;
  return () => {
    number += 1;
    return number;
  };
};

const play = async (
  played: PlayedCase,
  { message }: NoticeRounds,
  next: () => number,
): Promise<void> => {
  const { take, count, spent } = played;
  const messages = Array.from({ length: count }, () => message(next()));
  const before = { ...spent };
  const startedMs = performance.now();
  for (const one of messages) await take(one);
  played.rates.push((count / (performance.now() - startedMs)) * 1000);
  played.requests = (spent.requests - before.requests) / count;
  played.units = (spent.capacityUnits - before.capacityUnits) / count;
};
