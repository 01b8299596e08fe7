import type { FaultSettings } from '../../glacier/fault-settings.ts';
import type { ChaosRun } from '../chaos-run.ts';
import { type ChaosScale, VAULTS } from '../chaos-scale.ts';
import { createDraws, type Draws } from '../draws.ts';
import { repeatWhileRough } from './repeat.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Lets Glacier refuse, fail, hide jobs, and lose, double and delay notices, each vault its own way. */
export const varyGlacier = (run: ChaosRun): void => {
  const { faults } = run.sandbox.glacier;
  const draws = createDraws(run.scale.seed, 'glacier');
  const vary = (): void => {
    for (const vault of VAULTS) {
      faults.set({ ...drawNoticeFaults(run.scale, draws), ...drawCallFaults(draws) }, vault);
    }
    faults.set({ loseNotices: 1 }, 'silent');
    run.log.add('Glacier varied');
  };
  vary();
  repeatWhileRough(run, { draws, everyMs: run.scale.roughSpanMs / 30 }, vary);
};

/** Lets Glacier behave again; notices that are under way still come late. */
export const calmGlacier = ({ sandbox }: Pick<ChaosRun, 'sandbox'>): void => {
  for (const vault of VAULTS) sandbox.glacier.faults.clear(vault);
};

const drawNoticeFaults = ({ isBrief }: ChaosScale, draws: Draws): Partial<FaultSettings> => ({
  loseNotices: draws.pick([0, 0.1, 0.5]),
  doubleNotices: draws.pick([0, 0.3, 1]),
  delayNotices: draws.pick([0, 0.3, 0.8]),
  delayNoticesMs: isBrief
    ? draws.pick([MINUTE_MS, 10 * MINUTE_MS])
    : draws.pick([MINUTE_MS, HOUR_MS, 9 * HOUR_MS, 25 * HOUR_MS]),
});

const drawCallFaults = (draws: Draws): Partial<FaultSettings> => ({
  throttle: draws.pick([0, 0, 0.05, 0.3]),
  failService: draws.pick([0, 0, 0.05, 0.3]),
  failGateway: draws.pick([0, 0, 0.05, 0.2]),
  denyAccess: draws.pick([0, 0, 0, 0, 0.5]),
  hideJobsForMs: draws.pick([0, 0, MINUTE_MS, 10 * MINUTE_MS]),
});
