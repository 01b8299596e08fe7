import type { Output } from '../../framework/output/output.ts';
import { nameOfVault, toJobJson } from '../view/job-row.ts';
import type { WatchView } from './watch-round.ts';

/** Draws bars on a terminal; otherwise prints one line, or one JSON document, per change. */
export const createWatchView = async (output: Output): Promise<WatchView> => {
  if (output.isJson) return createJsonView(output);
  if (!(output.isTerminal && output.canDraw)) return createLineView(output);
  const { createBarView } = await import('./watch-bars.ts');
  return createBarView(output);
};

const createLineView = (output: Output): WatchView => ({
  show: ({ appeared, ended, basis: { now } }) => {
    for (const { vaultArn, jobId, status } of [...appeared, ...ended]) {
      output.print(`${now} ${nameOfVault(vaultArn)} ${jobId} ${status}`);
    }
  },
  stop: () => undefined,
});

const createJsonView = (output: Output): WatchView => ({
  show: ({ appeared, ended, basis }) => {
    for (const job of appeared) output.print(JSON.stringify(toJobJson(job, basis)));
    for (const { vaultArn, jobId, status } of ended) {
      output.print(JSON.stringify({ vaultArn, jobId, status }));
    }
  },
  stop: () => undefined,
});
