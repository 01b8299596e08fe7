import type { Rng } from '../rng.ts';
import { type ChaosRun, isFaulty } from '../run.ts';

/** Repeats an action at random intervals while the run is faulty. */
export const repeatWhileFaulty = (
  run: ChaosRun,
  { random, everyMs }: { readonly random: Rng; readonly everyMs: number },
  act: () => void | Promise<void>,
): void => {
  const next = () => run.sandbox.clock.now() + random.between(0.5, 1.5) * everyMs;
  const again = async (): Promise<void> => {
    if (!isFaulty(run)) return;
    await act();
    run.agenda.plan(next(), again);
  };
  run.agenda.plan(next(), again);
};
