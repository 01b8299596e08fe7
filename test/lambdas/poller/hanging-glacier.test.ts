import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { callError, createPollerWorld, STANDARD, waiting } from '../../support/polling.ts';

const TICK = '2026-03-14T12:03:00.000Z';
const DUE = plusMinutes(TICK, -695);

/** Three tries of four seconds, with the pauses of the SDK. */
const HANG_MS = 12_100;
const TIMEOUT_MS = 60_000;
const RESERVE_MS = 15_000;

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

beforeEach(() => vi.useFakeTimers({ now: Date.parse(TICK) }));
afterEach(() => vi.useRealTimers());

it.each([1, 2, 3, 4, 8, 40])(
  'requeues %i jobs within the time of the function when Glacier hangs',
  async (count) => {
    const startedAt = Date.now();
    const spent = () => Date.now() - startedAt;
    const jobs = Array.from({ length: count }, (_, number) =>
      waiting(`j${number}`, DUE, `v${number}`),
    );
    const world = createPollerWorld({
      now: TICK,
      jobs: { [STANDARD]: jobs },
      vaults: '*',
      describe: () => sleep(HANG_MS).then(() => callError('busy')),
      wait: sleep,
    });
    let endedAfter = Number.NaN;
    const run = world.poller
      .tick(TICK, () => TIMEOUT_MS - spent() < RESERVE_MS)
      .then(() => {
        endedAfter = spent();
      });
    await vi.advanceTimersByTimeAsync(3 * TIMEOUT_MS);
    await run;
    expect(endedAfter).toBeLessThan(TIMEOUT_MS);
    const requeued = world.requeued.flatMap(({ remainder }) =>
      remainder.kind === 'poll' ? (remainder.vaults ?? []) : [],
    );
    expect(requeued).toHaveLength(count);
  },
);
