import type { FaultSettings } from '../../sandbox/glacier/faults/fault-settings.ts';
import { createRng, type Rng } from '../rng.ts';
import type { ChaosRun } from '../run.ts';
import { type ChaosScale, HOUR_MS, MINUTE_MS, VAULTS } from '../scale.ts';
import { repeatWhileFaulty } from './repeat-while-faulty.ts';

/** Lets Glacier refuse, fail, hide jobs, and lose, double and delay notices, each vault its own way. */
export const startGlacierFaults = (run: ChaosRun): void => {
  const { faults } = run.sandbox.glacier;
  const random = createRng(run.scale.seed, 'glacier');
  const vary = (): void => {
    for (const vault of VAULTS) {
      faults.set({ ...drawNoticeFaults(run.scale, random), ...drawCallFaults(random) }, vault);
    }
    faults.set({ loseNotices: 1 }, 'silent');
    run.log.add('Glacier varied');
  };
  vary();
  repeatWhileFaulty(run, { random, everyMs: run.scale.faultySpanMs / 30 }, vary);
};

/** Lets Glacier behave again; notices that are under way still come late. */
export const stopGlacierFaults = ({ sandbox }: Pick<ChaosRun, 'sandbox'>): void => {
  for (const vault of VAULTS) sandbox.glacier.faults.clear(vault);
};

const drawNoticeFaults = ({ isBrief }: ChaosScale, random: Rng): Partial<FaultSettings> => ({
  loseNotices: random.pick([0, 0.1, 0.5]),
  doubleNotices: random.pick([0, 0.3, 1]),
  delayNotices: random.pick([0, 0.3, 0.8]),
  delayNoticesMs: isBrief
    ? random.pick([MINUTE_MS, 10 * MINUTE_MS])
    : random.pick([MINUTE_MS, HOUR_MS, 9 * HOUR_MS, 25 * HOUR_MS]),
});

const drawCallFaults = (random: Rng): Partial<FaultSettings> => ({
  throttle: random.pick([0, 0, 0.05, 0.3]),
  failService: random.pick([0, 0, 0.05, 0.3]),
  failGateway: random.pick([0, 0, 0.05, 0.2]),
  denyAccess: random.pick([0, 0, 0, 0, 0.5]),
  hideJobsForMs: random.pick([0, 0, MINUTE_MS, 10 * MINUTE_MS]),
});
