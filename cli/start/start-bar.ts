import cliProgress from 'cli-progress';
import type { Output } from '../framework/output.ts';

/** Shows how far a start of many has come. */
export interface StartBar {
  add(count: number): void;
  stop(): void;
}

const NO_BAR: StartBar = { add: () => undefined, stop: () => undefined };

/** Draws a bar where there are several jobs and somebody can see it. */
export const createStartBar = (output: Output, total: number): StartBar => {
  if (!output.canDraw || total < 2) return NO_BAR;
  const bar = new cliProgress.SingleBar(
    {
      format: '{bar}  {value} of {total}, {eta_formatted} left',
      hideCursor: true,
      // The command itself ends it on Ctrl-C, once what is under way has ended.
      gracefulExit: false,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0);
  return { add: (count) => bar.increment(count), stop: () => bar.stop() };
};
