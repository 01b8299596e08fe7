import type { Instant } from '../core/instant.ts';
import { overdueWindows } from '../core/poll-overdue.ts';
import type { Span } from '../core/poll-plan.ts';
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
  { deps: { index, log, metrics } }: PollRun,
): Promise<void> => {
  const counts = await Promise.all(
    overdueWindows(tick).map(async ({ statusKey, upTo }) => {
      const span = spans.get(statusKey);
      const jobs = span && span.oldest <= upTo ? await index.countOlder(statusKey, upTo) : 0;
      if (jobs > 0) log.warn('jobs.overdue', { statusKey, jobs, oldest: span?.oldest });
      return jobs;
    }),
  );
  metrics.count(
    'Overdue',
    counts.reduce((sum, jobs) => sum + jobs, 0),
  );
};
