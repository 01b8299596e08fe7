import cliProgress, {
  type MultiBar,
  type Options,
  type Params,
  type SingleBar,
} from 'cli-progress';
import { pendingTier } from '../../../lambdas/core/job/status.ts';
import type { ListedJob } from '../../../operations/jobs/list.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import type { Output, Style } from '../../framework/output/output.ts';
import { describeFinish, nameOfVault, SHOWN_ID, styleStatus } from '../view/job-row.ts';
import { type TimingBasis, timeJob } from '../view/job-timing.ts';
import type { WatchView } from './watch-round.ts';

/** Lines reserved for ended jobs and the prompt. */
const FREE_LINES = 4;
const USUAL_LINES = 24;

/** Clears what a bar left on the line. */
const CLEAR_REST = '\u001b[K';

/** The text beside a bar. */
interface BarLine {
  readonly text: string;
  /** Absent: the text stands alone. */
  readonly colour?: Style | undefined;
}

const NO_LINE: BarLine = { text: '', colour: undefined };

/** Draws one bar per pending job against the window of its tier, overdue ones in red. */
export const createBarView = (output: Output): WatchView => {
  const multi = new cliProgress.MultiBar(
    {
      format: (options, params, line) => formatLine(options, params, line, output),
      barsize: 24,
      hideCursor: true,
      // The command itself ends them on Ctrl-C.
      gracefulExit: false,
    },
    cliProgress.Presets.shades_classic,
  );
  const bars: SingleBar[] = [];
  const mostBars = Math.max(1, (process.stderr.rows || USUAL_LINES) - FREE_LINES);
  return {
    show: ({ pending, ended, basis }) => {
      for (const { vaultArn, jobId, status } of ended) {
        multi.log(
          `${nameOfVault(vaultArn)}  ${jobId.slice(0, SHOWN_ID)}  ${styleStatus(status, output)}${CLEAR_REST}\n`,
        );
      }
      // The list has the newest jobs first, but users wait for the oldest.
      const shown = pending.toReversed().slice(0, mostBars);
      while (bars.length < Math.max(1, shown.length)) bars.push(createBar(multi));
      for (const [index, bar] of bars.entries()) fillBar(bar, shown[index], basis, output);
      if (pending.length === 0) bars[0]?.update(0, { ...NO_LINE, text: 'No pending jobs.' });
    },
    stop: () => multi.stop(),
  };
};

/** The library mutates the line, so each bar needs its own. */
const createBar = (multi: MultiBar): SingleBar => multi.create(1, 0, { ...NO_LINE });

const fillBar = (
  bar: SingleBar,
  job: ListedJob | undefined,
  basis: TimingBasis,
  output: Output,
): void => {
  if (job === undefined) {
    bar.update(0, NO_LINE);
    return;
  }
  const timing = timeJob(job, basis);
  const windowMs = Date.parse(timing.expected?.to ?? '') - Date.parse(job.statusSince);
  const spentMs = Date.parse(basis.now) - Date.parse(job.statusSince);
  bar.setTotal(windowMs);
  const id = job.jobId.slice(0, SHOWN_ID);
  const finish = describeFinish(job, timing, basis, output);
  const text = `${nameOfVault(job.vaultArn)}  ${id}  ${pendingTier(job)}  ${formatSpan(spentMs)}  ${finish}`;
  const colour = timing.overdueMs === undefined ? 'cyan' : 'red';
  bar.update(Math.min(spentMs, windowMs), { text, colour });
};

const formatLine = (options: Options, params: Params, line: BarLine, output: Output): string => {
  const { text, colour } = line;
  if (colour === undefined) return text;
  return `${output.style(colour, cliProgress.Format.BarFormat(params.progress, options))}  ${text}`;
};
