import { describe, expect, it } from 'vitest';
import type { JobDetails } from '../../../../lambdas/core/evidence/job-details.ts';
import {
  eventFieldsOf,
  FIELDS_FROM_INITIATION,
  keepAnnounced,
  noteAbsent,
} from '../../../../lambdas/core/job/event-fields.ts';
import {
  completeDetails,
  fillDetails,
  fillPendingDetails,
  fillUndisputed,
  replaceDetails,
  withoutDisputed,
} from '../../../../lambdas/core/job/merge-details.ts';

const FROM_INITIATION = {
  creationDate: 'c1',
  action: 'a1',
  tier: 't1',
  jobDescription: 'd1',
  archiveId: 'i1',
  archiveSizeInBytes: 1,
};
const KNOWN: JobDetails = { ...FROM_INITIATION, statusCode: 's1', snsTopic: 'n1' };
const SAID: JobDetails = {
  creationDate: 'c2',
  action: 'a2',
  tier: 't2',
  jobDescription: 'd2',
  archiveId: 'i2',
  archiveSizeInBytes: 2,
  statusCode: 's2',
  statusMessage: 'm2',
  completionDate: 'e2',
  snsTopic: 'n2',
  sha256TreeHash: undefined,
};
const { sha256TreeHash: _, ...ALL_SAID } = SAID;

describe('details of a job', () => {
  it('are filled in where nothing was known', () => {
    expect(fillDetails(KNOWN, SAID)).toStrictEqual({
      ...KNOWN,
      statusMessage: 'm2',
      completionDate: 'e2',
    });
  });

  it('are filled in without what the outcome is about', () => {
    expect(fillUndisputed({ tier: 't1' }, { ...ALL_SAID, tier: 't2' })).toStrictEqual({
      ...FROM_SAID,
      tier: 't1',
      completionDate: 'e2',
      snsTopic: 'n2',
    });
    expect(fillPendingDetails({ tier: 't1' }, SAID)).toStrictEqual({
      ...FROM_SAID,
      tier: 't1',
      snsTopic: 'n2',
    });
    expect(withoutDisputed({ ...KNOWN, statusMessage: 'm1' })).toStrictEqual({
      ...FROM_INITIATION,
      snsTopic: 'n1',
    });
  });

  it('are replaced at completion, but for what is known from the initiation on', () => {
    expect(completeDetails(KNOWN, SAID)).toStrictEqual({ ...ALL_SAID, ...FROM_INITIATION });
    expect(replaceDetails(KNOWN, SAID)).toStrictEqual(ALL_SAID);
  });
});

const FROM_SAID = {
  creationDate: 'c2',
  action: 'a2',
  jobDescription: 'd2',
  archiveId: 'i2',
  archiveSizeInBytes: 2,
};

describe('what an event carries', () => {
  const step = { at: '2026-03-14T07:32:43.000Z', source: 'notice' } as const;
  const started = { ...step, status: 'InProgress' } as const;
  const done = { ...step, status: 'Succeeded' } as const;

  it('of a job in progress is what is known from its initiation on', () => {
    expect(eventFieldsOf({ status: 'InProgress' })).toStrictEqual(
      Object.keys(FROM_INITIATION_IN_ORDER),
    );
    expect(FIELDS_FROM_INITIATION).toStrictEqual(eventFieldsOf({ status: 'InProgress' }));
    expect(eventFieldsOf({ status: 'Failed' })).toContain('completionDate');
    expect(eventFieldsOf({ status: 'Failed' })).toContain('outputExpiresAt');
  });

  it('and lacked is noted', () => {
    expect(noteAbsent(started, KNOWN)).toBe(started);
    const { tier: __, archiveId: ___, ...rest } = KNOWN;
    expect(noteAbsent(started, rest)).toStrictEqual({
      ...started,
      announcedAs: { tier: null, archiveId: null },
    });
  });

  it('and will be said otherwise is noted once', () => {
    const before = { tier: 'Bulk', completionDate: 'e1' };
    const after = { tier: 'Standard', completionDate: 'e2', action: 'Select' };
    expect(keepAnnounced(done, after, after)).toBe(done);
    expect(keepAnnounced(done, before, after)).toStrictEqual({
      ...done,
      announcedAs: { tier: 'Bulk', completionDate: 'e1', action: null },
    });
    expect(
      keepAnnounced({ ...done, announcedAs: { tier: 'Expedited' } }, before, after).announcedAs,
    ).toMatchObject({
      tier: 'Expedited',
      completionDate: 'e1',
    });
    expect(keepAnnounced(started, before, { ...before, completionDate: 'e2' })).toBe(started);
  });
});

const FROM_INITIATION_IN_ORDER = {
  action: '',
  tier: '',
  creationDate: '',
  jobDescription: '',
  archiveId: '',
  archiveSizeInBytes: 0,
};
