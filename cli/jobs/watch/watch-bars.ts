import { pendingTier } from '../../../lambdas/core/job/status.ts';
import type { ListedJob } from '../../../operations/jobs/list.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import type { Output } from '../../framework/output/output.ts';
import { createScreen, screenLines } from '../../framework/output/screen.ts';
import { describeFinish, nameOfVault, SHOWN_ID, styleStatus } from '../view/job-row.ts';
import { type TimingBasis, timeJob } from '../view/job-timing.ts';
import type { WatchView } from './watch-round.ts';

/** Lines reserved for ended jobs and the prompt. */
const FREE_LINES = 4;
const BAR_WIDTH = 24;
const NARROW_COLUMNS = 80;
const NARROW_BAR_WIDTH = 8;

/** Draws one bar per pending job against the window of its tier, overdue ones in red. */
export const createBarView = (output: Output): WatchView => {
  const screen = createScreen();
  return {
    show: ({ pending, ended, basis }) => {
      const mostBars = Math.max(1, screenLines() - FREE_LINES);
      const log = ended.map(
        ({ vaultArn, jobId, status }) =>
          `${nameOfVault(vaultArn)}  ${jobId.slice(0, SHOWN_ID)}  ${styleStatus(status, output)}`,
      );
      // The list has the newest jobs first, but users wait for the oldest.
      const shown = pending.toReversed().slice(0, mostBars);
      const bars = shown.map((job) => drawBar(job, basis, output));
      if (bars.length === 0) bars.push('No pending jobs.');
      screen.draw(bars, log);
    },
  };
};

const drawBar = (job: ListedJob, basis: TimingBasis, output: Output): string => {
  const timing = timeJob(job, basis);
  const windowMs = Date.parse(timing.expected?.to ?? '') - Date.parse(job.statusSince);
  const spentMs = Date.parse(basis.now) - Date.parse(job.statusSince);
  const share = Math.min(1, Math.max(0, spentMs / windowMs || 0));
  const width = output.columns < NARROW_COLUMNS ? NARROW_BAR_WIDTH : BAR_WIDTH;
  const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
  const colour = timing.overdueMs === undefined ? 'cyan' : 'red';
  const id = job.jobId.slice(0, SHOWN_ID);
  const finish = describeFinish(job, timing, basis, output);
  return `${output.style(colour, bar)}  ${nameOfVault(job.vaultArn)}  ${id}  ${pendingTier(job)}  ${formatSpan(spentMs)}  ${finish}`;
};
