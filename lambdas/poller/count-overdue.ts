import { readFollowed } from '../core/followed-jobs.ts';
import type { Instant } from '../core/instant.ts';
import { overdueWindows } from '../core/poll-overdue.ts';
import type { Span } from '../core/poll-plan.ts';
import { guardQuery } from './guard-query.ts';
import type { PollRun } from './poll-run.ts';

/**
 * Measures how many jobs have been pending for longer than their tier plausibly takes.
 *
 * A partition whose oldest job is young enough is not asked. Zero is reported too, so that an alarm
 * ends.
 */
export const countOverdue = async (
  tick: Instant,
  spans: ReadonlyMap<string, Span>,
  run: PollRun,
): Promise<void> => {
  const { index, scope, log, metrics } = run.deps;
  const counts = await Promise.all(
    overdueWindows(tick).map(async (window) => {
      const { statusKey, upTo } = window;
      const span = spans.get(statusKey);
      if (span === undefined || span.oldest > upTo) return 0;
      const read = () => readFollowed(index, scope, window, run.deadline);
      const overdue = (await guardQuery({ statusKey }, read, run)) ?? [];
      const [oldest, jobs] = [overdue[0]?.statusSince, overdue.length];
      if (jobs > 0) log.warn('jobs.overdue', { statusKey, jobs, oldest });
      return jobs;
    }),
  );
  metrics.count(
    'Overdue',
    counts.reduce((sum, jobs) => sum + jobs, 0),
  );
};
