import { pollAges } from '../../../lambdas/core/poll-plan.ts';
import type { PollingPolicy, TierPolling } from '../../../lambdas/core/polling-policy.ts';
import { DEFAULT_POLLING } from './default-polling.ts';
import type { RivalPolicy } from './rival-policies.ts';

const OLD_MINUTES = 48 * 60;
const OLD_EVERY_MINUTES = 180;

/** The ages at which the ticks of a schedule poll a job that starts at a phase of it, from 0 to 1. */
export const tickedAges = (
  ages: readonly number[],
  tickMinutes: number,
  phase: number,
): number[] => {
  const sinceTick = phase * tickMinutes;
  return ages.map((age) => tickMinutes * Math.ceil((age + sinceTick) / tickMinutes) - sinceTick);
};

const createPolicy = (
  name: string,
  polling: PollingPolicy,
  tickMinutesOf: (tier: TierPolling) => number,
): RivalPolicy => ({
  name,
  ages: function* ages(tier, phase) {
    yield* tickedAges(pollAges(polling[tier]), tickMinutesOf(polling[tier]), phase);
    for (let age = OLD_MINUTES + OLD_EVERY_MINUTES * phase; ; age += OLD_EVERY_MINUTES) yield age;
  },
});

/** The minutes between two ticks that poll the jobs of the deployed plan. */
export const TICK_MINUTES = 5;

/** The deployed plan without the poller around it. */
export const NOW: RivalPolicy = createPolicy('now', DEFAULT_POLLING, ({ windowMinutes: [from] }) =>
  from < TICK_MINUTES ? 1 : TICK_MINUTES,
);

const GUIDE = { windowMinutes: [180, 300], steps: 9 } as const;

/** The plan before there were published durations: AWS's guide, and ticks of one minute. */
export const BEFORE: RivalPolicy = createPolicy(
  'before',
  { ...DEFAULT_POLLING, Standard: GUIDE, Inventory: GUIDE },
  () => 1,
);
