import { describe, expect, it } from 'vitest';
import { buildJobEvent } from '../../../../lambdas/core/event/event.ts';
import { plusHours } from '../../../../lambdas/core/instant.ts';
import { writeUnread } from '../../../../lambdas/core/job/store.ts';
import {
  clock,
  collected,
  live,
  notFound,
  path,
  pending,
  seen,
  vaultNotFound,
} from '../../../support/evidence.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';
const MISSED = '2026-03-14T05:00:00.000Z';
const missedTwice = (at: string) => [vaultNotFound(plusHours(at, -1)), vaultNotFound(at)];
const registered = live([pending('registration', CREATED)]);
const missed = live([vaultNotFound(MISSED)], undefined, registered);

describe('a job whose vault Glacier does not know', () => {
  it.each([
    ['notes the first miss alone', [], ['InProgress']],
    [
      'waits until a job of its age can have no output',
      missedTwice('2026-03-15T03:40:19.263Z'),
      ['InProgress'],
    ],
    ['expires after that', missedTwice('2026-03-15T03:40:19.264Z'), ['InProgress', 'Expired']],
    [
      'keeps its output for 24 h',
      [seen('notice', COMPLETED), ...missedTwice('2026-03-15T07:32:42.097Z')],
      ['InProgress', 'Succeeded', 'Expiring'],
    ],
    [
      'expires when its output may be gone',
      [
        seen('notice', COMPLETED),
        clock('2026-03-15T04:00:00.000Z'),
        ...missedTwice('2026-03-15T07:32:42.098Z'),
      ],
      ['InProgress', 'Succeeded', 'Expiring', 'Expired'],
    ],
    [
      'comes back with a notice while its output lasts',
      [
        ...missedTwice('2026-03-15T04:00:00.000Z'),
        seen('notice', '2026-03-15T05:00:00.000Z', { CompletionDate: '2026-03-15T04:30:00.000Z' }),
      ],
      ['InProgress', 'Expired', 'Succeeded'],
    ],
    [
      'stays collected',
      [collected('2026-03-14T08:00:00.000Z'), ...missedTwice('2026-03-16T00:00:00.000Z')],
      ['InProgress', 'Succeeded', 'Collected'],
    ],
  ])('%s', (_name, evidence, statuses) => {
    expect(path(live(evidence, undefined, missed))).toStrictEqual(statuses);
  });

  it('is written once while it waits', () => {
    expect(missed).toMatchObject({ vaultMissingSince: MISSED, revision: 2, lastChange: 'details' });
    const later = live([vaultNotFound('2026-03-14T09:00:00.000Z')], undefined, missed);
    expect(later).toStrictEqual(missed);
  });

  it('does not expire by one miss, or by two within an hour, however old it is', () => {
    const late = live(
      [vaultNotFound('2026-03-20T00:00:00.000Z'), vaultNotFound('2026-03-20T00:59:59.999Z')],
      undefined,
      registered,
    );
    expect(path(late)).toStrictEqual(['InProgress']);
    const hour = live([vaultNotFound('2026-03-20T01:00:00.000Z')], undefined, late);
    expect(path(hour)).toStrictEqual(['InProgress', 'Expired']);
  });

  it('restarts at a miss over 8 h after the first: the vault may have been seen since', () => {
    const at = '2026-03-20T09:00:00.000Z';
    const job = live(
      [vaultNotFound('2026-03-20T00:59:59.999Z'), vaultNotFound(at)],
      undefined,
      registered,
    );
    expect(job).toMatchObject({ status: 'InProgress', vaultMissingSince: at });
    const lost = live([vaultNotFound('2026-03-20T17:00:00.000Z')], undefined, job);
    expect(lost?.status).toBe('Expired');
  });

  it.each([
    ['that the job is pending', pending('describe-job', '2026-03-15T00:00:00.000Z')],
    ['that the job is complete', seen('list-jobs', '2026-03-15T00:00:00.000Z')],
    ['that the job is unknown', notFound('2026-03-14T06:00:00.000Z')],
  ])('forgets the miss by an answer %s', (_what, answer) => {
    expect(live([answer], undefined, missed)?.vaultMissingSince).toBeUndefined();
  });

  it('keeps the miss when a notice arrives, which may be old', () => {
    const job = live([seen('notice', COMPLETED)], undefined, missed);
    expect(job?.vaultMissingSince).toBe(MISSED);
  });

  it.each([
    ['describe-job', true],
    ['notice', false],
  ] as const)('does so where a completion by %s is written unread', (source, isForgotten) => {
    const evidence = seen(source, COMPLETED);
    const job = live([evidence]);
    const { remove } = writeUnread(job ?? expect.fail(), evidence);
    expect(remove.includes('vaultMissingSince')).toBe(isForgotten);
  });

  it('states its reason in the transition alone, and announces what an unknown job does', () => {
    const at = '2026-03-16T00:00:00.000Z';
    const [lost, gone] = [vaultNotFound(at), notFound(at)].map((end) =>
      live([vaultNotFound('2026-03-15T23:00:00.000Z'), end], undefined, missed),
    );
    expect(lost?.transitions.at(-1)).toMatchObject({ status: 'Expired', reason: 'vault-missing' });
    expect(gone?.transitions.at(-1)).not.toHaveProperty('reason');
    expect(buildJobEvent(lost ?? expect.fail(), 2)).toStrictEqual(
      buildJobEvent(gone ?? expect.fail(), 2),
    );
  });
});
