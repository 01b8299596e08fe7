import type { DrawFault } from '../../chaos/proxy/draw-fault.ts';
import type { CrashPlay } from './run-crashes.ts';

/** Decides when the sender dies. */
export interface Killer {
  /** Decides at each request of a function to a service. */
  readonly draw: DrawFault;
  /** Decides at each POST, before it is answered; a kill is counted. */
  killsNow(): boolean;
  kills(): number;
  /** Stops killing. */
  stop(): void;
}

/** A delivery makes about this number of requests, any of which can be its last. */
const REQUESTS = 3;

/** Makes a killer who spreads the kills of a play over its deliveries. */
export const createKiller = (
  { kills: wanted, deliveries }: Pick<CrashPlay, 'kills' | 'deliveries'>,
  random: () => number,
): Killer => {
  let kills = 0;
  let isOver = false;
  // Those who die with the one that is meant repeat their requests, and are drawn for again.
  const probability = (1.5 * wanted) / (deliveries * REQUESTS);
  const killsNow = (): boolean => {
    if (isOver || kills >= wanted || random() >= probability) return false;
    kills += 1;
    return true;
  };
  return {
    killsNow,
    draw: ({ functionName }) => {
      if (functionName !== 'Sender' || !killsNow()) return 'none';
      return random() < 0.5 ? 'killed before' : 'killed after';
    },
    kills: () => kills,
    stop: () => {
      isOver = true;
    },
  };
};
