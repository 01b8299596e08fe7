import { say } from '../report/print-table.ts';
import { shuffle } from '../webhooks/rounds.ts';
import type { CountedClient } from './counted-client.ts';
import type { TakeNotice } from './handlers.ts';
import { aNoticeMessage } from './notice-messages.ts';

/** A handler that is measured, and with how many notices a round. */
export interface NoticeCase {
  readonly name: string;
  readonly take: TakeNotice;
  readonly count: number;
  /** Counts its requests. */
  readonly takeSpent: CountedClient['takeSpent'];
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

/** Plays every handler once a round, each time on unknown jobs, in a new order. */
export const playRounds = async (
  cases: readonly NoticeCase[],
  rounds: number,
): Promise<PlayedCase[]> => {
  const played = cases.map((one): PlayedCase => ({ ...one, rates: [], requests: 0, units: 0 }));
  let number = 0;
  const next = () => {
    number += 1;
    return aNoticeMessage(number);
  };
  for (const one of played) await play(one, next);
  for (const { rates } of played) rates.length = 0;
  for (let round = 1; round <= rounds; round += 1) {
    for (const one of shuffle(played)) await play(one, next);
    if (round % 5 === 0 || round === rounds) say(`  ${round} of ${rounds} rounds`);
  }
  return played;
};

const play = async (played: PlayedCase, next: () => string): Promise<void> => {
  const { take, count, takeSpent } = played;
  const messages = Array.from({ length: count }, next);
  takeSpent();
  const startedMs = performance.now();
  for (const one of messages) await take(one);
  played.rates.push((count / (performance.now() - startedMs)) * 1000);
  const { requests, readUnits, writeUnits } = takeSpent();
  played.requests = requests / count;
  played.units = (readUnits + writeUnits) / count;
};
