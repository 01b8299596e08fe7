import { readPollMessage } from '../../../lambdas/poller/poll-message.ts';
import { createCounts } from '../../../simulation/engine/counts.ts';
import { bootPoller } from '../../../simulation/functions/recording.ts';
import { createThrottle } from '../../../simulation/ports/throttled-glacier.ts';
import { createWorld, START_MS } from '../../../simulation/world.ts';
import { percentile } from '../../report/percentile.ts';
import { createMigration, type Migration, type MigrationOptions } from './migration.ts';
import {
  createMigrationGlacier,
  type MigrationAnswers,
  withoutLists,
} from './migration-glacier.ts';
import { beginPolls, createMigrationIndex, createMigrationTable } from './migration-tables.ts';
import { type BootPoller, type PollerEvent, startPoller } from './start-poller.ts';

const MINUTE_MS = 60_000;

/** How long one way of a request takes: half of 100 ms for Glacier, of 30 ms for a query. */
const requestMs = (operation: string): number => {
  if (operation.startsWith('glacier')) return 50;
  return operation.startsWith('index') ? 15 : 5;
};

/** A migration whose notices are all lost, and the minutes of it that are played. */
export interface ThrottledPlay extends MigrationOptions, MigrationAnswers {
  readonly admittedPerSecond: number;
  /** @default - from the first job until every job is found, a day after the last one at most */
  readonly minutes?: readonly [from: number, to: number];
  /** How many messages of PollQueue are worked on at once. @default - as deployed */
  readonly consumers?: number;
}

/** What a play has shown; delays are minutes from completion to its record, at p50, p95 and p99. */
export interface ThrottledResult {
  readonly answered: number;
  readonly refused: number;
  readonly found: number;
  readonly givenUp: number;
  readonly requeued: number;
  readonly delays: readonly number[];
  readonly due: number;
  /** The share of due polls that were made before the job's next one was due. */
  readonly inTime: number;
  readonly longestRunSeconds: number;
}

/** Lets the real poller follow a migration in virtual time, invoked as Lambda invokes it. */
export const playThrottled = async (play: ThrottledPlay): Promise<ThrottledResult> => {
  const { minutes: [from, to] = [0, play.overMinutes + 1440] } = play;
  const jobs = createMigration(play);
  const world = createWorld({ seed: 1, faultRate: 0, requestMs });
  const { time } = world;
  const calls = createCounts();
  const throttle = createThrottle(play.admittedPerSecond, calls.count);
  let longestRunMs = 0;
  const index = createMigrationIndex(jobs, time.nowMs);
  const table = createMigrationTable(jobs, time.nowMs);
  const boot: BootPoller = (basics) => (instance) => {
    let tick = 0;
    const answers = throttle(createMigrationGlacier(jobs, play, () => tick));
    const glacier = play.isWithoutLists ? withoutLists(answers) : answers;
    const handle = bootPoller({ ...basics, index, jobs: table, glacier })(instance);
    return async (event, remainingMs) => {
      tick = tickOf(event);
      const startedAt = time.nowMs();
      await handle(event, remainingMs);
      longestRunMs = Math.max(longestRunMs, time.nowMs() - startedAt);
    };
  };
  const { poller, metrics } = startPoller(world, boot, play.consumers);
  const isFound = () => jobs.tally.recorded === play.count;
  for (let minute = from; minute < to && !isFound(); minute += 1) {
    const tick = START_MS + minute * MINUTE_MS;
    await time.runUntil(tick, isFound);
    beginPolls(jobs, tick);
    void poller.invoke({ tick: new Date(tick).toISOString() });
  }
  await time.runUntil(START_MS + to * MINUTE_MS, isFound);
  const { due, late, recorded: found } = jobs.tally;
  return {
    answered: calls.of('answered'),
    refused: calls.of('refused'),
    found,
    due,
    givenUp: metrics.of('PollGivenUp'),
    requeued: metrics.of('PollRequeued'),
    delays: readDelays(jobs, time.nowMs()),
    inTime: 1 - late / due,
    longestRunSeconds: longestRunMs / 1000,
  };
};

/** The tick at which what an invocation polls was due. */
const tickOf = (event: PollerEvent): number => {
  if (!('Records' in event)) return Date.parse(event.tick ?? '');
  const [record] = event.Records;
  const remainder = readPollMessage(record?.body ?? '');
  const [window] = remainder.kind === 'poll' ? remainder.windows : [];
  return window ? Date.parse(window.upTo) + window.ageMinutes * MINUTE_MS : 0;
};

/** A job that is not found is as late as the play has lasted. */
const readDelays = ({ completed, recorded }: Migration, now: number): number[] => {
  const delays: number[] = [];
  for (const [job, at] of recorded.entries()) {
    const delay = (at === 0 ? now : at) - (completed[job] ?? 0);
    if (delay >= 0) delays.push(delay / MINUTE_MS);
  }
  return [0.5, 0.95, 0.99].map((share) => percentile(delays, share));
};
