import type { Spent } from '../polling/scale/measured-client.ts';
import { shuffle } from '../webhooks/rounds.ts';
import type { TakeNotice } from './handlers.ts';

/** A handler that is measured, and with how many notices a round. */
export interface NoticeCase {
  readonly name: string;
  readonly take: TakeNotice;
  readonly count: number;
}

/** What was measured of a handler. */
export interface NoticeResult {
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
  readonly spent: Spent;
  readonly say: (line: string) => void;
}

/** Plays every handler once a round, each time on jobs that nobody has heard of, in a new order. */
export const playRounds = async (input: NoticeRounds): Promise<NoticeResult[]> => {
  const { cases, rounds, say } = input;
  const played = cases.map((one) => {
    const result: NoticeResult = { rates: [], requests: 0, units: 0 };
    return { one, result };
  });
  const next = countUp();
  for (const { one, result } of played) await play(one, result, input, next);
  for (const { result } of played) result.rates.length = 0;
  for (let round = 1; round <= rounds; round += 1) {
    for (const { one, result } of shuffle(played)) await play(one, result, input, next);
    if (round % 5 === 0 || round === rounds) say(`  ${round} of ${rounds} rounds`);
  }
  return played.map(({ result }) => result);
};

const countUp = (): (() => number) => {
  let number = 0;
  return () => {
    number += 1;
    return number;
  };
};

const play = async (
  { take, count }: NoticeCase,
  result: NoticeResult,
  { message, spent }: NoticeRounds,
  next: () => number,
): Promise<void> => {
  const messages = Array.from({ length: count }, () => message(next()));
  const before = { ...spent };
  const startedMs = performance.now();
  for (const one of messages) await take(one);
  result.rates.push((count / (performance.now() - startedMs)) * 1000);
  result.requests = (spent.requests - before.requests) / count;
  result.units = (spent.capacityUnits - before.capacityUnits) / count;
};
