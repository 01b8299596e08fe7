import { byExpiry, forecastLosses } from '../../../operations/fetch/forecast.ts';
import type { JobOutput } from '../../../operations/fetch/output.ts';
import type { Clock } from '../../deployment/clock.ts';
import { formatBytes } from '../../framework/format-bytes.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import type { Output } from '../../framework/output/output.ts';
import { createProgressLine } from '../../framework/output/progress-line.ts';

/** Shows how far a fetch is, and warns when outputs expire before their turn. */
export interface Meter {
  /** The outputs that are not fetched yet, and those that are. */
  readonly left: Set<JobOutput>;
  total: number;
  received: number;
  /** Called after bytes have arrived. */
  show(): void;
  clear(): void;
}

const SHOWN_EVERY_MS = 250;

/** A rate is known after this time. */
const MEASURED_AFTER_MS = 10_000;

/** Creates the meter of a fetch that begins now. */
export const createMeter = (output: Output, clock: Clock): Meter => {
  const line = createProgressLine(output);
  const startedAt = performance.now();
  let shownAt = startedAt;
  let isWarned = false;
  const warn = (rest: readonly JobOutput[], rate: number): void => {
    isWarned = true;
    const losses = forecastLosses(rest, clock.now(), rate);
    if (losses === undefined) return;
    line.clear();
    output.note(
      `At ${formatBytes(1000 * rate)}/s the remaining outputs take ${formatSpan(losses.neededMs)}: ${losses.count} of them expire before that, the first at ${losses.firstExpiresAt}. Fetch some of them on another machine now, or start their jobs again later.`,
    );
  };
  const meter: Meter = {
    left: new Set(),
    total: 0,
    received: 0,
    show: () => {
      const now = performance.now();
      if (now - shownAt < SHOWN_EVERY_MS) return;
      shownAt = now;
      const rest = [...meter.left].sort(byExpiry);
      const rate = meter.received / (now - startedAt);
      if (!isWarned && now - startedAt > MEASURED_AFTER_MS) warn(rest, rate);
      const bytes = rest.reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0);
      const expiryMs = Date.parse(rest[0]?.expiresAt ?? '') - Date.parse(clock.now());
      line.show(
        `${meter.total - rest.length} of ${meter.total}  ${formatBytes(meter.received)}  ${formatBytes(1000 * rate)}/s  ${formatSpan(bytes / rate)} left${Number.isNaN(expiryMs) ? '' : `  next expiry in ${formatSpan(expiryMs)}`}`,
      );
    },
    clear: line.clear,
  };
  return meter;
};
