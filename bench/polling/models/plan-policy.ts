import { pendingKey } from '../../../lambdas/core/job/status.ts';
import { polledKeys } from '../../../lambdas/core/polling/plan.ts';
import { DEFAULT_POLLING } from './default-polling.ts';
import type { RivalPolicy } from './rival-policies.ts';

const OLD_MINUTES = 48 * 60;
const OLD_EVERY_MINUTES = 180;

/** The minutes between two ticks that poll Standard jobs. */
export const TICK_MINUTES = 5;

const KEYS = new Map(polledKeys(DEFAULT_POLLING).map((key) => [key.statusKey, key]));

/** The deployed plan without the poller around it; `phase` is how long a job waits for its ticks. */
export const NOW: RivalPolicy = function* now(tier, phase) {
  const key = KEYS.get(pendingKey(tier));
  for (const age of key?.ages ?? []) yield age + phase * (key?.tickMinutes ?? 1);
  yield* older(phase);
};

/** The plan of Standard jobs before durations were published: AWS's guide, and ticks of one minute. */
export const BEFORE: RivalPolicy = function* before(tier, phase) {
  if (tier !== 'Standard') return yield* NOW(tier, phase);
  for (let step = 0.5; step < 9; step += 1) yield Math.floor(180 + (120 * step) / 9) + phase;
  for (let age = 300; age < 660; age += 15) yield age + phase;
  for (let age = 660; age < OLD_MINUTES; age += 60) yield age + phase;
  yield* older(phase);
};

function* older(phase: number): Generator<number> {
  for (let age = OLD_MINUTES + OLD_EVERY_MINUTES * phase; ; age += OLD_EVERY_MINUTES) yield age;
}
