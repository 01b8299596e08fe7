import type { Announcement } from '../core/event/announcement.ts';
import type { FoundCompletion } from '../core/event/found-completion.ts';
import type { CountName } from '../core/function/metric-catalogue.ts';
import type { MetricsOf } from '../core/function/telemetry.ts';
import type { Status } from '../core/job/status.ts';

const STATUS_METRICS = {
  InProgress: 'JobInProgress',
  Succeeded: 'JobSucceeded',
  Failed: 'JobFailed',
  Expiring: 'JobExpiring',
  Expired: 'JobExpired',
  Collected: 'JobCollected',
} as const satisfies Record<Status, CountName<'fan-out'>>;

const DELAY_METRICS = { notice: 'DelayByNotice', polling: 'DelayByPolling' } as const;

/** Counts what was announced: transitions by status, and the ends of jobs by who found them. */
export const countAnnounced = (
  announced: readonly Announcement[],
  metrics: MetricsOf<'fan-out'>,
): void => {
  for (const { event } of announced) {
    if (event.status !== undefined) metrics.count(STATUS_METRICS[event.status]);
  }
  const found = announced.flatMap((one) => one.found ?? []);
  if (found.length > 0) countFound(found, metrics);
};

const countFound = (found: readonly FoundCompletion[], metrics: MetricsOf<'fan-out'>): void => {
  const byPolling = found.filter(({ by }) => by === 'polling').length;
  // Both, also where one is zero: an alarm compares them, and cannot with what is missing.
  metrics.count('FoundByPolling', byPolling);
  metrics.count('FoundByNotice', found.length - byPolling);
  for (const { by, delayMs } of found) {
    if (delayMs !== undefined) metrics.milliseconds(DELAY_METRICS[by], delayMs);
  }
};
