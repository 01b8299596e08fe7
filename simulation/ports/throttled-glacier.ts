import { SimulatedFault } from '../engine/network.ts';
import type { GlacierAnswers } from './glacier.ts';

/** Puts a Glacier behind a limit that all Glaciers behind it share. */
export type Throttle = (glacier: GlacierAnswers) => GlacierAnswers;

/** Creates a limit that admits a number of calls a second, in bursts of that number, and refuses the others. */
export const createThrottle = (
  admittedPerSecond: number,
  count: (outcome: 'answered' | 'refused') => void,
): Throttle => {
  let [tokens, filledAt] = [admittedPerSecond, 0];
  const admit = (now: number): void => {
    const filled = tokens + (admittedPerSecond * (now - filledAt)) / 1000;
    [tokens, filledAt] = [Math.min(admittedPerSecond, filled), now];
    const isAdmitted = tokens >= 1;
    count(isAdmitted ? 'answered' : 'refused');
    if (!isAdmitted) throw new SimulatedFault('Glacier refused a call: too many requests');
    tokens -= 1;
  };
  return ({ vaultNames, describe, list }) => ({
    vaultNames,
    describe: (key, now, observedAt) => {
      admit(now);
      return describe(key, now, observedAt);
    },
    list: (listing, now, observedAt) => {
      admit(now);
      return list(listing, now, observedAt);
    },
  });
};
