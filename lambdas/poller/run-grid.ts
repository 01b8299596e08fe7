import { isGridTick } from '../core/poll-grid.ts';
import { ownGridWindows } from '../core/poll-plan.ts';
import type { IndexedJob, WindowRest } from '../core/poll-ports.ts';
import type { PollRun } from './poll-run.ts';
import { isOver, runLooks, runLooksAt } from './polls/run-polls.ts';

/** As much of a partition as is worth reading to know who shares a vault. */
const CROWD_JOBS = 500;

/**
 * Looks at the due jobs whose ages lie on the grid.
 *
 * Between two ticks of the grid one request tells who is alone and due. Where it does not reach
 * everybody, each age is queried by itself, and a vault with few jobs may be taken for one with a single
 * job, which costs a look and loses none.
 */
export const runGrid = async (part: WindowRest, run: PollRun): Promise<void> => {
  const { tick, window } = part;
  const key = run.keys.find(({ statusKey }) => statusKey === window.statusKey);
  if (isGridTick(tick) || key === undefined || isOver(run)) return runLooks(part, run);
  const { jobs, next } = await run.deps.index.page(window, undefined, CROWD_JOBS);
  if (next === undefined) return runLooksAt(part, { jobs }, run);
  run.crowds.set(window.statusKey, countByVault(jobs));
  for (const own of ownGridWindows(key, tick)) await runLooks({ ...part, window: own }, run);
};

const countByVault = (jobs: readonly IndexedJob[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { vaultArn } of jobs) counts.set(vaultArn, (counts.get(vaultArn) ?? 0) + 1);
  return counts;
};
