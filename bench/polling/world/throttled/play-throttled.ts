import type { RecordEvidence } from '../../../../lambdas/core/job/record.ts';
import { createRandom } from '../../../../sandbox/glacier/seeded-random.ts';
import { createVirtualTime } from '../../../../simulation/engine/virtual-time.ts';
import { percentile } from '../../../report/percentile.ts';
import { createPollerBasics } from '../poller-basics.ts';
import { createFleet } from './create-fleet.ts';
import { createMeteredGlacier, type Metering } from './metered-glacier.ts';
import { createMigration, type Migration, type MigrationOptions } from './migration.ts';
import { createMigrationIndex } from './migration-index.ts';

const MINUTE_MS = 60_000;
const WRITE_MS = 10;
const QUEUE_CONSUMERS = 4;

/** A migration whose notices are all lost, and the minutes of it that are played. */
export interface ThrottledPlay extends MigrationOptions, Metering {
  /** @default - from the first job until every job is found, a day after the last one at most */
  readonly minutes?: readonly [from: number, to: number];
  /** How many messages of PollQueue are worked on at once, 4 by default. */
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

/** Lets the product's own poller follow a migration in virtual time, invoked as Lambda invokes it. */
export const playThrottled = async (play: ThrottledPlay): Promise<ThrottledResult> => {
  const { minutes: [from, to] = [0, play.overMinutes + 1440], consumers = QUEUE_CONSUMERS } = play;
  const jobs = createMigration(play);
  const time = createVirtualTime(jobs.startMs + from * MINUTE_MS, createRandom(1));
  const { calls, reach } = createMeteredGlacier(jobs, time, play);
  const { index, beginTick } = createMigrationIndex(jobs, time);
  const { basics, countOf } = createPollerBasics();
  const record: RecordEvidence = async (evidence) => {
    await time.sleep(WRITE_MS);
    const isEnd = evidence.kind === 'seen' && evidence.statusCode === 'Succeeded';
    if (isEnd) jobs.record(jobs.numberOf(evidence.key.jobId), time.nowMs());
    return { kind: 'unchanged', isConflict: false };
  };
  const fleet = createFleet({
    time,
    reach,
    consumers,
    deps: {
      ...basics,
      index,
      record,
      known: { find: () => Promise.resolve([]) },
      now: () => new Date(time.nowMs()).toISOString(),
      wait: time.sleep,
    },
  });
  const isFound = () => jobs.tally.recorded === play.count;
  for (let minute = from; minute < to && !isFound(); minute += 1) {
    const tick = jobs.startMs + minute * MINUTE_MS;
    await time.runUntil(tick, isFound);
    beginTick(tick);
    void fleet.tick(tick);
  }
  await time.runUntil(jobs.startMs + to * MINUTE_MS, isFound);
  const { due, late, recorded: found } = jobs.tally;
  return {
    ...calls,
    found,
    due,
    givenUp: countOf('PollGivenUp'),
    requeued: countOf('PollRequeued'),
    delays: readDelays(jobs, time.nowMs()),
    inTime: 1 - late / due,
    longestRunSeconds: fleet.longestRunMs() / 1000,
  };
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
