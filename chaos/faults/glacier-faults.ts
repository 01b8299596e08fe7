import { createRng } from '../rng.ts';
import { type ChaosRun, FAULTY_SPAN_MS, MINUTE_MS, VAULTS } from '../run.ts';

/** Lets Glacier refuse, fail, hide jobs, and lose, double and delay notices, each vault its own way. */
export const startGlacierFaults = (run: ChaosRun): void => {
  const { faults } = run.sandbox.glacier;
  const random = createRng(run.scale.seed, 'glacier');
  const vary = (): void => {
    if (!run.phase.isFaulty) return;
    for (const vault of VAULTS) {
      faults.set(
        {
          loseNotices: vault === 'silent' ? 1 : random.pick([0, 0.1, 0.5]),
          doubleNotices: random.pick([0, 0.3, 1]),
          delayNotices: random.pick([0, 0.3, 0.8]),
          delayNoticesMs: random.pick([MINUTE_MS, 10 * MINUTE_MS]),
          throttle: random.pick([0, 0, 0.05, 0.3]),
          failService: random.pick([0, 0, 0.05, 0.3]),
          failGateway: random.pick([0, 0, 0.05, 0.2]),
          denyAccess: random.pick([0, 0, 0, 0, 0.5]),
          hideJobsForMs: random.pick([0, 0, MINUTE_MS, 10 * MINUTE_MS]),
        },
        vault,
      );
    }
    run.agenda.plan(run.sandbox.clock.now() + FAULTY_SPAN_MS / 30, vary);
  };
  vary();
};

/** Lets Glacier behave again; notices that are under way still come late. */
export const stopGlacierFaults = ({ sandbox }: Pick<ChaosRun, 'sandbox'>): void => {
  for (const vault of VAULTS) sandbox.glacier.faults.clear(vault);
};
