import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toPlainItem } from '../../../../lambdas/adapters/dynamo/items/plain-item.ts';
import { NewerItemError } from '../../../../lambdas/core/errors.ts';
import { announceChange } from '../../../../lambdas/core/event/announcement.ts';
import { decide } from '../../../../lambdas/core/job/decide.ts';
import { readJobItem } from '../../../../lambdas/core/job/item.ts';
import type { Job } from '../../../../lambdas/core/job/job.ts';
import { readGolden, VERSIONS } from '../../../golden/read-golden.ts';
import { clock, collected, POLICY, pending, seen } from '../../../support/evidence.ts';
import { loadRelease, READING, type Release, WRITING } from '../../../support/later-release.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';

let reading: Release;
let writing: Release;

beforeAll(async () => {
  [reading, writing] = await Promise.all([loadRelease(READING), loadRelease(WRITING)]);
});

const record = (by: Pick<Release, 'decide'>, job: Job | undefined, evidence = START) => {
  const decision = by.decide({ job, evidence, now: evidence.observedAt, policy: POLICY });
  return decision.kind === 'changed' ? decision.job : job;
};

const START: Parameters<Release['decide']>[0]['evidence'] = pending('registration', CREATED);
const EVIDENCE = [
  seen('notice', COMPLETED, { ArchiveSHA256TreeHash: null }),
  seen('notice', COMPLETED, { StatusCode: 'Failed', StatusMessage: 'no' }),
  seen('describe-job', '2026-03-14T08:00:00.000Z'),
  seen('describe-job', '2026-03-14T09:00:00.000Z', {
    ArchiveSHA256TreeHash: 'a'.repeat(64),
    Tier: 'Bulk',
  }),
  clock('2026-03-15T04:00:00.000Z'),
  collected('2026-03-15T09:00:00.000Z'),
];

const bodiesOf = (by: Release, job: Job): string[] => {
  const { transitions } = by.readJobItem(JSON.parse(JSON.stringify(job)));
  return transitions.map((_step, index) => by.buildJobEvent(job, index + 1).body);
};

describe('a field that a release adds to events', () => {
  it.each(VERSIONS)('leaves the events of rows of version %s as they are', (version) => {
    const rows = readGolden(version).jobs.map(toPlainItem);
    const bodies = (announce: Release['announceChange']) =>
      rows.flatMap((row) => announce(undefined, row).map(({ event }) => event.body));
    for (const release of [reading, writing]) {
      expect(bodies(release.announceChange)).toStrictEqual(bodies(announceChange));
    }
  });

  it('is written by the second release only, and its events can be built by both', () => {
    const job = (by: Release) => record(by, record(by, undefined), EVIDENCE[2])!;
    expect(bodiesOf(reading, job(reading)).join()).not.toContain('archiveSha256TreeHash');
    expect(bodiesOf(writing, job(writing))).toStrictEqual([
      expect.stringContaining('"archiveSha256TreeHash":"'),
      expect.stringContaining('"archiveSha256TreeHash":"'),
    ]);
    expect(bodiesOf(reading, job(writing))).toStrictEqual(bodiesOf(writing, job(writing)));
  });

  it('makes this release, which does not know it, refuse the row', () => {
    expect(() => readJobItem(record(writing, undefined))).toThrow(NewerItemError);
    expect(readJobItem(record(reading, undefined))).toMatchObject({ status: 'InProgress' });
  });

  it.each([
    ['this and the first', () => [{ decide }, reading] as const],
    ['the first and the second', () => [reading, writing] as const],
  ])('changes no event while two releases record side by side: %s', (_, releases) => {
    const [one, other] = releases();
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(fc.tuple(fc.boolean(), fc.constantFrom(...EVIDENCE)), { minLength: 1 }),
        (isByOther, pieces) => {
          let job = record(isByOther ? other : one, undefined)!;
          for (const [isNextByOther, piece] of pieces) {
            const bodies = bodiesOf(reading, job);
            job = record(isNextByOther ? other : one, job, piece)!;
            expect(bodiesOf(other, job).slice(0, bodies.length)).toStrictEqual(bodies);
            expect(bodiesOf(reading, job)).toStrictEqual(bodiesOf(other, job));
          }
        },
      ),
    );
  });

  it('is no reason to read a pending job before it is written', () => {
    const evidence = seen('notice', COMPLETED);
    const condition = ({ renderJob, writeUnread }: Release, job: Job) =>
      renderJob(writeUnread(job, evidence)).ConditionExpression;
    const version = String.raw`#\w+\[0\]\.#\w+`;
    const done = (by: Release) => record(by, undefined, evidence)!;
    expect(condition(reading, done(reading))).not.toMatch(new RegExp(`${version} = :`));
    expect(condition(writing, done(writing))).toMatch(
      new RegExp(String.raw`\(attribute_not_exists\(${version}\) OR ${version} = :\w+\)`),
    );
  });

  it('marks the entries of groups that the second release records', () => {
    const group = { group: 'a', openedAt: CREATED, sequence: 0 } as unknown as Parameters<
      Release['appendEntry']
    >[0];
    const policy = { accountId: '123456789012', region: 'eu-west-1', retentionDays: 90 };
    const versionOf = ({ appendEntry }: Release) =>
      appendEntry(group, { change: 'completed' }, { at: COMPLETED, policy }).entry.eventVersion;
    expect([reading, writing].map(versionOf)).toStrictEqual([undefined, 2]);
  });
});
