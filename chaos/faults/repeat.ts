import type { Rng } from '../draws.ts';
import { type ChaosRun, isFaulty } from '../run.ts';

/** Does something again and again at drawn instants, for as long as things break. */
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
