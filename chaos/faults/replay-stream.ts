import { createRng } from '../rng.ts';
import type { ChaosRun } from '../run.ts';
import { repeatWhileFaulty } from './repeat-while-faulty.ts';

const LARGEST_BATCH = 10;

/** Hands batches of the stream to fan-out again, late and cut in other places, as Lambda may. */
export const replayStream = (run: ChaosRun): void => {
  const random = createRng(run.scale.seed, 'stream');
  const everyMs = run.scale.faultySpanMs / 30;
  repeatWhileFaulty(run, { random, everyMs }, async () => {
    const { changes } = run.evidence;
    const from = random.whole(0, changes.length);
    const batch = changes.slice(from, from + random.whole(1, LARGEST_BATCH + 1));
    if (batch.length === 0) return;
    run.log.add('stream batch replayed', `${batch.length} records`);
    await run.sandbox.functions.get('FanOut')?.invoke({ Records: batch });
  });
};
