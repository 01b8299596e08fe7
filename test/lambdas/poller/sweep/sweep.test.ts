import { describe, expect, it } from 'vitest';
import type { JobKey } from '../../../../lambdas/core/evidence/evidence.ts';
import type { JobListing, ListAnswer } from '../../../../lambdas/core/glacier/ports.ts';
import type { KnownJob } from '../../../../lambdas/core/polling/ports.ts';
import { readPollMessage } from '../../../../lambdas/poller/poll-message.ts';
import { KEY } from '../../../support/evidence.ts';
import {
  callError,
  createPollerWorld,
  deadlineAfter,
  inTime,
  said,
  waiting,
} from '../../../support/polling.ts';

const NOW = '2026-03-14T09:00:00.000Z';
const job = (id: string, vault = 'photos') => waiting(id, NOW, vault);

const known = (id: string, status: KnownJob['status'], statusCode: string): KnownJob => ({
  ...KEY,
  jobId: id,
  status,
  statusCode,
});

/** The vault `photos` lists these jobs, one a page; other vaults list none. */
const photos =
  (rows: readonly (readonly [string, 'InProgress' | 'Succeeded'])[]) =>
  ({ vaultArn, marker = '0' }: JobListing): ListAnswer => {
    const row = vaultArn === KEY.vaultArn ? rows[Number(marker)] : undefined;
    if (!row) return { kind: 'page', jobs: [], refused: [] };
    const behind = Number(marker) + 1;
    const next = behind < rows.length ? String(behind) : undefined;
    return {
      kind: 'page',
      jobs: [said(job(row[0]), row[1], NOW, 'list-jobs')],
      refused: [],
      next,
    };
  };

describe('a sweep', () => {
  it('registers unannounced jobs, whatever their state', async () => {
    const { poller, recorded, metrics } = createPollerWorld({
      now: NOW,
      list: photos([
        ['new', 'InProgress'],
        ['done', 'Succeeded'],
      ]),
    });
    await poller.sweep(inTime);
    expect(recorded.map(({ key, source }) => [key.jobId, source])).toStrictEqual([
      ['new', 'list-jobs'],
      ['done', 'list-jobs'],
    ]);
    expect(metrics.sums.get('JobAdopted')).toBe(2);
  });

  it('writes nothing for what is recorded already', async () => {
    const { poller, recorded } = createPollerWorld({
      now: NOW,
      list: photos([
        ['a', 'InProgress'],
        ['b', 'Succeeded'],
        ['c', 'Succeeded'],
        ['d', 'InProgress'],
      ]),
      known: [
        known('a', 'InProgress', 'InProgress'),
        known('b', 'Succeeded', 'Succeeded'),
        known('c', 'Collected', 'Succeeded'),
        known('d', 'Succeeded', 'Succeeded'),
      ],
    });
    await poller.sweep(inTime);
    expect(recorded).toStrictEqual([]);
  });

  it.each([
    ['a completion whose notice was lost', known('a', 'InProgress', 'InProgress')],
    ['another outcome than that of a notice', known('a', 'Failed', 'Failed')],
    ['a job that was taken for expired', known('a', 'Expired', 'InProgress')],
  ])('records %s', async (_what, before) => {
    const list = photos([['a', 'Succeeded']]);
    const { poller, recorded, metrics } = createPollerWorld({ now: NOW, list, known: [before] });
    await poller.sweep(inTime);
    expect(recorded).toHaveLength(1);
    expect(metrics.sums.get('JobAdopted')).toBeUndefined();
  });

  it('goes through every vault of the account when all are tracked', async () => {
    const { poller, lists } = createPollerWorld({ now: NOW, vaults: '*' });
    await poller.sweep(inTime);
    expect(lists.map(({ vaultArn }) => vaultArn.split('/').at(-1))).toStrictEqual([
      'photos',
      'other',
    ]);
  });

  it('logs a vault that is missing, raises no alarm that would never end, and goes on with the others', async () => {
    const list = ({ vaultArn }: JobListing) =>
      vaultArn === KEY.vaultArn
        ? ({ kind: 'vault-not-found' } as const)
        : ({
            kind: 'page',
            jobs: [said(job('x', 'other'), 'InProgress', NOW)],
            refused: [],
          } as const);
    const { poller, recorded, metrics, log } = createPollerWorld({ now: NOW, list });
    await poller.sweep(inTime);
    expect(metrics.sums.has('VaultMissing photos')).toBe(false);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ code: 'vault.missing', fields: { vaultArn: KEY.vaultArn } }),
    );
    expect(recorded).toHaveLength(1);
  });

  it('lists no vault of an old message that has left the setting', async () => {
    const { poller, lists } = createPollerWorld({ now: NOW, vaults: ['other'] });
    const vaults = [{ vaultName: 'photos' }, { vaultName: 'other' }];
    await poller.resume({ kind: 'sweep', vaults, hops: 1 }, inTime);
    expect(lists.map(({ vaultArn }) => vaultArn.split('/').at(-1))).toStrictEqual(['other']);
  });

  it('requeues what it has no time for, and continues from there', async () => {
    const list = photos(Array.from({ length: 6 }, (_, i) => [`j${i}`, 'InProgress'] as const));
    const world = createPollerWorld({ now: NOW, list });
    await world.poller.sweep(deadlineAfter(4));
    for (let next = world.requeued.shift(); next; next = world.requeued.shift()) {
      await world.poller.resume(readPollMessage(JSON.stringify(next.remainder)), deadlineAfter(3));
    }
    expect(world.recorded.map(({ key }) => key.jobId)).toStrictEqual(
      Array.from({ length: 6 }, (_, i) => `j${i}`),
    );
  });

  it('is requeued when Glacier stays busy', async () => {
    const { poller, requeued } = createPollerWorld({ now: NOW, list: () => callError('busy') });
    await poller.sweep(inTime);
    expect(requeued).toMatchObject([
      { delaySeconds: 60, remainder: { kind: 'sweep', vaults: [{}, {}] } },
    ]);
  });
});

describe('a fault of one list', () => {
  it.each(['', 'same'])('ends a list whose pages answer with the marker %j', async (next) => {
    const list = () => ({ kind: 'page', jobs: [], refused: [], next }) as const;
    const world = createPollerWorld({ now: NOW, vaults: ['photos'], list });
    await world.poller.sweep(deadlineAfter(100));
    expect(world.lists).toHaveLength(next === '' ? 1 : 2);
    expect(world.requeued).toStrictEqual([]);
    expect(world.log.lines.map(({ code }) => code)).toStrictEqual(next ? ['list.repeated'] : []);
  });

  it('logs the rows that cannot be used, and registers the others', async () => {
    const jobs = [said(job('a'), 'InProgress', NOW, 'list-jobs')];
    const list = () => ({ kind: 'page', jobs, refused: ['no jobId', 'no vault'] }) as const;
    const world = createPollerWorld({ now: NOW, vaults: ['photos'], list });
    await world.poller.sweep(inTime);
    expect(world.recorded).toHaveLength(1);
    expect(world.log.lines).toContainEqual(
      expect.objectContaining({
        code: 'list.refused',
        fields: { vaultArn: KEY.vaultArn, rows: 2, reasons: ['no jobId', 'no vault'] },
      }),
    );
  });

  it('requeues the page that the Jobs table did not answer for, and goes on with other vaults', async () => {
    const list = ({ vaultArn, marker }: JobListing): ListAnswer => ({
      kind: 'page',
      jobs: [said({ vaultArn, jobId: marker ?? 'first' }, 'InProgress', NOW, 'list-jobs')],
      refused: [],
      next: marker === undefined ? 'second' : undefined,
    });
    const findError = (keys: readonly JobKey[]) =>
      keys.some((key) => key.vaultArn === KEY.vaultArn && key.jobId === 'second')
        ? new Error('no table')
        : undefined;
    const world = createPollerWorld({ now: NOW, list, findError });
    await world.poller.sweep(inTime);
    expect(world.recorded.map(({ key }) => key.jobId).sort()).toStrictEqual([
      'first',
      'first',
      'second',
    ]);
    expect(world.requeued.map(({ remainder }) => remainder)).toStrictEqual([
      { kind: 'sweep', vaults: [{ vaultName: 'photos', marker: 'second' }], hops: 1 },
    ]);
    expect(world.metrics.sums.get('PollFailed')).toBe(1);
  });
});
