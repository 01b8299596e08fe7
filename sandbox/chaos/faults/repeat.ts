import { type ChaosRun, isRough } from '../chaos-run.ts';
import type { Draws } from '../draws.ts';

/** Does something again and again at drawn instants, for as long as things break. */
export const repeatWhileRough = (
  run: ChaosRun,
  { draws, everyMs }: { readonly draws: Draws; readonly everyMs: number },
  act: () => void | Promise<void>,
): void => {
  const next = () => run.sandbox.clock.now() + draws.between(0.5, 1.5) * everyMs;
  const again = async (): Promise<void> => {
    if (!isRough(run)) return;
    await act();
    run.agenda.plan(next(), again);
  };
  run.agenda.plan(next(), again);
};
