import { describe, expect, it } from 'vitest';
import { announceChange } from '../../../../lambdas/core/event/announcement.ts';
import { buildJobEvent } from '../../../../lambdas/core/event/event.ts';
import type { Evidence } from '../../../../lambdas/core/evidence/evidence.ts';
import type { Job } from '../../../../lambdas/core/job/job.ts';
import { eventProblems } from '../../../support/event-schema.ts';
import { clock, collected, live, notFound, pending, seen } from '../../../support/evidence.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';
const job = (...evidence: Evidence[]): Job => {
  const lived = live(evidence);
  if (!lived) throw new Error('no job');
  return lived;
};

const LIFE = job(
  pending('registration', CREATED),
  seen('notice', COMPLETED),
  clock('2026-03-15T04:00:00.000Z'),
  notFound('2026-03-15T08:00:00.000Z'),
  collected('2026-03-15T09:00:00.000Z'),
);
const FAILURE = job(
  seen('describe-job', COMPLETED, { StatusCode: 'Failed', StatusMessage: 'It could not be read.' }),
);
const BARE = job(
  seen('notice', COMPLETED, {
    Tier: null,
    JobDescription: null,
    ArchiveId: null,
    ArchiveSizeInBytes: null,
    CreationDate: null,
    CompletionDate: null,
  }),
);

describe('the event of a transition', () => {
  it.each([
    ['in_progress', LIFE, 1],
    ['succeeded', LIFE, 2],
    ['expiring', LIFE, 3],
    ['expired', LIFE, 4],
    ['collected', LIFE, 5],
    ['failed', FAILURE, 1],
    ['succeeded', BARE, 1],
  ])('follows the published schema of %s', (name, which, sequence) => {
    const event = buildJobEvent(which, sequence);
    expect(eventProblems(event.body)).toStrictEqual([]);
    expect(event.type).toBe(`glacier.job.${name}`);
  });

  it('has these very bytes', () => {
    expect(buildJobEvent(LIFE, 2).body).toMatchInlineSnapshot(
      `"{"id":"evt_MB70fqf0XQpxsn57k5uD04Xd7G_","type":"glacier.job.succeeded","timestamp":"2026-03-14T07:32:43.000Z","data":{"vaultArn":"arn:aws:glacier:eu-west-1:123456789012:vaults/photos","vaultName":"photos","accountId":"123456789012","region":"eu-west-1","jobId":"krCLWk6m7NJWppiy2SxdhP60f98PdrdaZBfhdDTZufrAkoh-ikrvb_NA0Q1vg2WcAhzZLL92kiwjOijUEDh0U7X09YQK","status":"Succeeded","previousStatus":"InProgress","sequence":2,"source":"notice","action":"ArchiveRetrieval","tier":"Standard","creationDate":"2026-03-14T03:40:19.264Z","completionDate":"2026-03-14T07:32:42.098Z","outputExpiresAt":"2026-03-15T07:32:42.098Z","jobDescription":"put anything here","archiveId":"_vs0qWot3GIgArchive","archiveSizeInBytes":285544}}"`,
    );
  });

  it('says of a failure what Glacier said', () => {
    expect(JSON.parse(buildJobEvent(FAILURE, 1).body).data.statusMessage).toBe(
      'It could not be read.',
    );
  });

  it('has an id of its own for each transition, the same each time', () => {
    const ids = [1, 2, 3, 4, 5].map((sequence) => buildJobEvent(LIFE, sequence).id);
    expect(new Set(ids).size).toBe(5);
    expect(
      [1, 2, 3, 4, 5].map((sequence) => buildJobEvent({ ...LIFE }, sequence).id),
    ).toStrictEqual(ids);
  });

  it('stays under 20 kB whatever a notice holds', () => {
    const huge = '\u0001\u00e9"'.repeat(20_000);
    const texts = {
      StatusMessage: huge,
      JobDescription: huge,
      ArchiveId: huge,
      Tier: huge,
      Action: huge,
    };
    const event = buildJobEvent(
      job(seen('notice', COMPLETED, { ...texts, StatusCode: 'Failed' })),
      1,
    );
    expect(Buffer.byteLength(event.body)).toBeLessThan(20_000);
  });

  it('never clips a description that Glacier allows', () => {
    const description = '"'.repeat(1024);
    const event = buildJobEvent(job(seen('notice', COMPLETED, { JobDescription: description })), 1);
    expect(event.jobDescription).toBe(description);
  });

  it('carries what subscribers filter by', () => {
    const noticed = live([seen('notice', '2026-03-14T07:32:43.000Z')])!;
    expect(buildJobEvent(noticed, 1)).toMatchObject({
      action: 'ArchiveRetrieval',
      tier: 'Standard',
      vaultName: 'photos',
      jobDescription: 'put anything here',
    });
    expect(buildJobEvent({ ...noticed, vaultArn: 'none', tier: undefined }, 1)).toMatchObject({
      vaultName: '',
      tier: undefined,
    });
    expect(() => buildJobEvent(noticed, 2)).toThrow('has no transition 2.');
  });

  it.each([
    ['album 7 [group:photos-2026]', 'photos-2026'],
    ['album 7', undefined],
    [null, undefined],
  ])('names the group of a job that is described as %j', (JobDescription, group) => {
    const event = buildJobEvent(job(seen('notice', COMPLETED, { JobDescription })), 1);
    expect(event.group).toBe(group);
  });

  it('names no group when the description became known only after the transition', () => {
    const noticed = job(seen('notice', COMPLETED, { JobDescription: null }));
    const late = job(
      seen('notice', COMPLETED, { JobDescription: null }),
      seen('describe-job', '2026-03-14T07:40:00.000Z', { JobDescription: 'a [group:b]' }),
    );
    expect(buildJobEvent(late, 1)).toStrictEqual(buildJobEvent(noticed, 1));
  });

  it('does not exist for a transition that was not recorded', () => {
    expect(() => buildJobEvent(LIFE, 6)).toThrow(RangeError);
  });
});

describe('a change of the Jobs table', () => {
  it('announces each transition that the old item did not have', () => {
    const before = job(pending('registration', CREATED));
    const after = job(
      pending('registration', CREATED),
      seen('describe-job', '2026-03-15T05:00:00.000Z'),
    );
    const types = announceChange(before, after).map(
      ({ origin, event }) => `${origin.sequence} ${event.type}`,
    );
    expect(types).toStrictEqual(['2 glacier.job.succeeded', '3 glacier.job.expiring']);
    expect(announceChange(undefined, before)).toHaveLength(1);
    expect(announceChange(after, after)).toHaveLength(0);
  });
});
