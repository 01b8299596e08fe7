import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Evidence } from '../../../lambdas/core/evidence/evidence.ts';
import { decide } from '../../../lambdas/core/job/decide.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import {
  type JobWrite,
  type WriteOutcome,
  writeDecided,
  writeUnread,
} from '../../../lambdas/core/job/store.ts';
import { jobName } from '../../../simulation/ports/jobs-table.ts';
import { live, POLICY, pending, seen } from '../../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';
import {
  comparable,
  createRealJobs,
  createSimulatedJobs,
  inAnyOrder,
  type JobsSide,
} from './both-jobs.ts';
import { JOB_KEYS, randomEvidence } from './random-evidence.ts';

const UP_TO = '2027-01-01T00:00:00.000Z';

let local: LocalDynamo;
beforeAll(async () => {
  local = await startLocalDynamo();
});
afterAll(() => local.stop());

/** What happens to a job; `back` says how old the row is that a late writer decides on. */
const step = fc.oneof(
  { arbitrary: fc.record({ evidence: randomEvidence }), weight: 3 },
  { arbitrary: fc.record({ evidence: randomEvidence, back: fc.nat({ max: 3 }) }), weight: 2 },
  {
    arbitrary: fc.record({
      evidence: randomEvidence,
      back: fc.constant('its time to live is over' as const),
    }),
    weight: 1,
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** The write of a decision on a row that may have changed since. */
const decideOn = (job: Job | undefined, evidence: Evidence): JobWrite | undefined => {
  const decision = decide({ job, evidence, now: evidence.observedAt, policy: POLICY });
  if (decision.kind !== 'changed') return undefined;
  if (job) return writeDecided(job, decision.job);
  return evidence.kind === 'seen' ? writeUnread(decision.job, evidence) : undefined;
};

const play = async (given: Step, side: JobsSide, old: readonly (Job | undefined)[]) => {
  const { evidence } = given;
  if (!('back' in given)) {
    return createRecorder(side.store, POLICY)(evidence, evidence.observedAt);
  }
  if (typeof given.back === 'string') return void (await side.expire(evidence.key));
  const write = decideOn(old.at(-1 - given.back), evidence);
  return write && side.store.write(write);
};

it('writes, refuses and indexes a job as DynamoDB does, whatever is known of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20, size: 'max' }), async (steps) => {
      const [real, simulated] = [await createRealJobs(local.client), createSimulatedJobs()];
      const histories = new Map<string, (Job | undefined)[]>();
      for (const given of steps) {
        const { key } = given.evidence;
        const history = histories.get(jobName(key)) ?? [undefined];
        histories.set(jobName(key), history);
        const outcome = await play(given, simulated, history);
        expect(await play(given, real, history)).toStrictEqual(outcome);
        const row = await simulated.store.read(key);
        expect(await real.store.read(key)).toStrictEqual(row);
        const keys = new Set([history.at(-1)?.statusKey, row?.statusKey]);
        for (const statusKey of keys) if (statusKey) await expectSameIndex(statusKey);
        history.push(row);
      }
      const keys = [...JOB_KEYS, ...JOB_KEYS.slice(2), { ...JOB_KEYS[0]!, jobId: 'unknown' }];
      const known = await simulated.known.find(keys);
      expect(inAnyOrder(await real.known.find(keys))).toStrictEqual(inAnyOrder(known));

      async function expectSameIndex(statusKey: string) {
        const range = { statusKey, upTo: UP_TO };
        const page = await simulated.index.page(range);
        expect(comparable(await real.index.page(range))).toStrictEqual(comparable(page));
        expect(await real.index.span(statusKey)).toStrictEqual(
          await simulated.index.span(statusKey),
        );
      }
    }),
    { numRuns: 50 },
  );
});

const AT = '2026-03-14T08:00:00.000Z';
const LATER = '2026-03-14T08:00:01.000Z';

it.each<[string, Partial<Job>, WriteOutcome['kind']]>([
  ['is pending', {}, 'written'],
  ['was first seen at that instant', { firstSeenAt: LATER }, 'written'],
  ['was first seen later', { firstSeenAt: '2026-03-14T08:00:01.001Z' }, 'clash'],
  ['has more than one transition', { sequence: 2 }, 'clash'],
  ['has ended', { status: 'Expired' }, 'clash'],
])(
  'replaces unread, as DynamoDB does, only a pending job: one that %s',
  async (_, changes, kind) => {
    const [real, simulated] = [await createRealJobs(local.client), createSimulatedJobs()];
    const job = { ...live([pending('registration', AT)])!, ...changes };
    await expectSameWrites(real, simulated, job, kind);
  },
);

it('replaces unread no job whose transition names a version', async () => {
  const [real, simulated] = [await createRealJobs(local.client), createSimulatedJobs()];
  const job = live([pending('registration', AT)])!;
  const transitions = [{ ...job.transitions[0]!, eventVersion: 1 as const }];
  await expectSameWrites(real, simulated, { ...job, transitions }, 'clash');
});

/** Writes a job that is pending, or nearly so, and its completion without a read. */
const expectSameWrites = async (
  real: JobsSide,
  simulated: JobsSide,
  { vaultArn, jobId, revision: _, ...set }: Job,
  kind: WriteOutcome['kind'],
) => {
  const key = { vaultArn, jobId };
  const evidence = seen('notice', LATER);
  const completion = writeUnread(live([evidence])!, evidence);
  for (const { store } of [real, simulated]) {
    const change = { setIfMissing: {}, remove: [], append: [] };
    await store.write({ key, guard: { kind: 'new' }, set, ...change });
    expect(await store.write(completion)).toMatchObject({ kind });
  }
  expect(await real.store.read(key)).toStrictEqual(await simulated.store.read(key));
};
