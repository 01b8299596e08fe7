import type { ChaosRun } from '../chaos-run.ts';
import { createDraws } from '../draws.ts';
import { repeatWhileRough } from './repeat.ts';

const LARGEST_BATCH = 10;

/** Hands batches of the stream to fan-out again, late and cut in other places, as Lambda may. */
export const replayStream = (run: ChaosRun): void => {
  const draws = createDraws(run.scale.seed, 'stream');
  const everyMs = run.scale.roughSpanMs / 30;
  repeatWhileRough(run, { draws, everyMs }, async () => {
    const { changes } = run.evidence;
    const from = draws.whole(0, changes.length);
    const batch = changes.slice(from, from + draws.whole(1, LARGEST_BATCH + 1));
    if (batch.length === 0) return;
    run.log.add('stream batch replayed', `${batch.length} records`);
    await run.sandbox.functions.get('FanOut')?.invoke({ Records: batch });
  });
};
