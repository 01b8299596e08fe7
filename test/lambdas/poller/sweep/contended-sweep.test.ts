import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Remainder } from '../../../../lambdas/core/polling/ports.ts';
import { callError, createPollerWorld } from '../../../support/polling.ts';

const NOW = '2026-03-14T12:00:00.000Z';
const VAULTS = 1000;
const PAGE = 10;
const RUN_MS = 45_000;
const HOUR_MS = 3_600_000;
/** As many runs at a time as PollQueue's mapping allows. */
const CONSUMERS = 4;

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
const names = Array.from({ length: VAULTS }, (_, number) => `v${number}`);

/** Glacier admits `callsPerSecond`; the SDK tries each call three times. */
const createThrottle = (callsPerSecond: number) => {
  let nextAt = 0;
  return async (): Promise<Error | undefined> => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await sleep(60);
      if (Date.now() >= nextAt) {
        nextAt = Date.now() + 1000 / callsPerSecond;
        return undefined;
      }
      await sleep(250 * 2 ** attempt);
    }
    return callError('busy');
  };
};

beforeEach(() => vi.useFakeTimers({ now: Date.parse(NOW) }));
afterEach(() => vi.useRealTimers());

it.each([1, 5])(
  'lists a thousand vaults within an hour where Glacier admits %i calls a second',
  async (callsPerSecond) => {
    const throttle = createThrottle(callsPerSecond);
    const swept = new Set<string>();
    const queue: { remainder: Remainder; at: number }[] = [];
    let givenUp = 0;
    const createRunner = () => {
      const { poller, requeued, metrics } = createPollerWorld({
        now: NOW,
        vaults: '*',
        wait: sleep,
        listVaults: async (marker) => {
          const from = Number(marker ?? 0);
          const next = from + PAGE < VAULTS ? String(from + PAGE) : undefined;
          return (await throttle()) ?? { names: names.slice(from, from + PAGE), next };
        },
        list: async ({ vaultArn }) => {
          const refused = await throttle();
          if (refused === undefined) swept.add(vaultArn);
          return refused ?? { kind: 'page', jobs: [], refused: [] };
        },
      });
      return async (remainder?: Remainder) => {
        const endsAt = Date.now() + RUN_MS;
        const isOver = () => Date.now() > endsAt;
        await (remainder ? poller.resume(remainder, isOver) : poller.sweep(isOver));
        for (const one of requeued.splice(0)) {
          queue.push({ remainder: one.remainder, at: Date.now() + one.delaySeconds * 1000 });
        }
        givenUp += metrics.sums.get('PollGivenUp') ?? 0;
        metrics.sums.clear();
      };
    };
    const consume = async () => {
      const run = createRunner();
      while (Date.now() < Date.parse(NOW) + HOUR_MS) {
        const due = queue.findIndex(({ at }) => at <= Date.now());
        const [next] = due < 0 ? [] : queue.splice(due, 1);
        await (next ? run(next.remainder) : sleep(1000));
      }
    };
    const all = Promise.all([createRunner()(), ...Array.from({ length: CONSUMERS }, consume)]);
    await vi.advanceTimersByTimeAsync(HOUR_MS + 2 * RUN_MS);
    await all;
    expect([swept.size, givenUp]).toStrictEqual([VAULTS, 0]);
  },
);
