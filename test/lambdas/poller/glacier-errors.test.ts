import { describe, expect, it } from 'vitest';
import type { ListAnswer } from '../../../lambdas/core/glacier/ports.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { KEY } from '../../support/evidence.ts';
import {
  callError,
  createPollerWorld,
  inTime,
  type PollerWorld,
  STANDARD,
  said,
  waiting,
} from '../../support/polling.ts';

const TICK = '2026-03-14T07:43:00.000Z';

/** Two jobs of one vault and one of another, hours after their day: each is polled by itself. */
const jobs = {
  [STANDARD]: [
    waiting('a', plusMinutes(TICK, -1475)),
    waiting('b', plusMinutes(TICK, -1475)),
    waiting('c', plusMinutes(TICK, -1475), 'other'),
  ],
};

const tickWith = async (describeJob: NonNullable<PollerWorld['describe']>) => {
  const world = createPollerWorld({ now: TICK, jobs, describe: describeJob });
  await world.poller.tick(TICK, inTime);
  const codes = world.log.lines.map(({ code }) => code);
  return { ...world, codes, sum: (name: string) => world.metrics.sums.get(name) };
};

/** The first vault answers like this, the other one as usual. */
const photosOnly =
  (answer: NonNullable<PollerWorld['describe']>): NonNullable<PollerWorld['describe']> =>
  (key, call) =>
    key.vaultArn === KEY.vaultArn ? answer(key, call) : { kind: 'job-not-found' };

describe('polling jobs one by one', () => {
  it('tries again while Glacier is busy, more slowly each time', async () => {
    const busyTwice = (_key: unknown, call: number) =>
      call <= 2 ? callError('busy') : ({ kind: 'job-not-found' } as const);
    const { recorded, requeued, waits } = await tickWith(busyTwice);
    expect(recorded).toHaveLength(3);
    expect(requeued).toStrictEqual([]);
    expect(waits).toStrictEqual([250, 500]);
  });

  it('names a vault that may not be read, makes no more calls about it, and continues with the others', async () => {
    const world = await tickWith(photosOnly(() => callError('denied')));
    expect(world.sum('PollDenied photos')).toBe(1);
    expect(world.codes.filter((code) => code === 'vault.denied')).toHaveLength(1);
    expect(world.log.lines).toContainEqual(
      expect.objectContaining({
        code: 'vault.denied',
        fields: expect.objectContaining({ vaultArn: KEY.vaultArn }),
      }),
    );
    expect(world.recorded.map(({ key }) => key.jobId)).toStrictEqual(['c']);
    expect(world.requeued).toStrictEqual([]);
  });

  it('asks once about a vault that is missing, says so of each job, and goes on with the others', async () => {
    const world = await tickWith(photosOnly(() => ({ kind: 'vault-not-found' })));
    expect(world.sum('VaultMissing photos')).toBe(1);
    expect(world.log.lines).toContainEqual(
      expect.objectContaining({ code: 'vault.missing', fields: { vaultArn: KEY.vaultArn } }),
    );
    expect(world.recorded.map(({ kind, key }) => `${key.jobId} ${kind}`).sort()).toStrictEqual([
      'a vault-not-found',
      'b vault-not-found',
      'c not-found',
    ]);
  });

  it('stops when Glacier serves the account no more, and says so once', async () => {
    const world = await tickWith(() => callError('unsupported'));
    expect(world.sum('GlacierUnsupported')).toBe(1);
    expect(world.codes).toStrictEqual(['glacier.unsupported']);
    expect(world.recorded).toStrictEqual([]);
  });

  it.each([
    ['a refused request', () => callError('refused'), 'poll.failed'],
    ['a fault of our own', () => new TypeError('oops'), 'poll.failed'],
    ['an unusable answer', () => ({ kind: 'refused', reason: 'odd' }) as const, 'poll.refused'],
  ])('leaves %s to the next look, and goes on with the others', async (_what, answer, code) => {
    const world = await tickWith(photosOnly(answer));
    expect(world.sum('PollFailed')).toBe(2);
    expect(world.codes).toStrictEqual([code, code, 'job.found']);
    expect(world.requeued).toStrictEqual([]);
  });
});

describe('polling jobs by a list', () => {
  const ids = Array.from({ length: 60 }, (_, at) => `j${String(at).padStart(2, '0')}`);
  const shared = { [STANDARD]: ids.map((id) => waiting(id, plusMinutes(TICK, -240))) };
  const tickShared = async (list: NonNullable<PollerWorld['list']>) => {
    const world = createPollerWorld({ now: TICK, jobs: shared, list });
    await world.poller.tick(TICK, inTime);
    return world;
  };

  it.each(['denied', 'refused'] as const)(
    'falls back to a poll of each job when it is %s',
    async (outcome) => {
      const { polled, lists, requeued } = await tickShared(() => callError(outcome));
      expect(lists).toHaveLength(1);
      expect(polled.sort()).toStrictEqual(ids);
      expect(requeued).toStrictEqual([]);
    },
  );

  it.each(['', 'same'])(
    'reads no page twice when each answers with the marker %j',
    async (next) => {
      const page = { kind: 'page', jobs: [], refused: [], next } as const;
      const { lists, polled } = await tickShared(() => page);
      const asked = lists.map(({ marker }) => marker);
      expect(asked).toHaveLength(new Set(asked).size);
      expect(asked).not.toContain('');
      // What a repeated marker leaves unread may be complete: an end of the list says that it is not.
      expect(polled).toHaveLength(next === '' ? 0 : 60);
    },
  );

  it('reads at most half as many pages as jobs are due, and then polls each', async () => {
    const { lists, polled } = await tickShared((_listing, call) => ({
      kind: 'page',
      jobs: [],
      refused: [],
      next: `${call}`,
    }));
    expect(lists).toHaveLength(30);
    expect(polled.sort()).toStrictEqual(ids);
  });

  it.each([
    ['the vault is missing', () => ({ kind: 'vault-not-found' }) as const, 'VaultMissing photos'],
    ['the account is no longer served', () => callError('unsupported'), 'GlacierUnsupported'],
  ])('makes no other call when %s', async (_what, answer, metric) => {
    const { polled, metrics } = await tickShared(answer);
    expect(polled).toStrictEqual([]);
    expect(metrics.sums.get(metric)).toBe(1);
  });

  it('requeues all its jobs when Glacier stays busy', async () => {
    const { polled, requeued } = await tickShared(() => callError('busy'));
    expect(polled).toStrictEqual([]);
    expect(requeued).toMatchObject([{ remainder: { vaults: [{ vaultArn: KEY.vaultArn }] } }]);
  });

  it('continues at the page for which there was no time', async () => {
    const found = ids.map((id) => said({ ...KEY, jobId: id }, 'Succeeded', TICK, 'list-jobs'));
    const pageAt = (marker: string | undefined): ListAnswer => ({
      kind: 'page',
      jobs: marker === undefined ? found.slice(0, 2) : found.slice(2),
      refused: [],
      next: marker === undefined ? 'second' : undefined,
    });
    const world = createPollerWorld({
      now: TICK,
      jobs: shared,
      list: ({ marker }, call) => (call === 2 ? callError('busy') : pageAt(marker)),
    });
    await world.poller.tick(TICK, () => world.lists.length >= 2);
    expect(world.requeued).toMatchObject([{ remainder: { vaults: [{ marker: 'second' }] } }]);
    for (const { remainder } of world.requeued) await world.poller.resume(remainder, inTime);
    expect(world.lists.map(({ marker }) => marker)).toStrictEqual([undefined, 'second', 'second']);
    expect(world.recorded.map(({ key }) => key.jobId).sort()).toStrictEqual(ids);
    expect(world.polled).toStrictEqual([]);
  });
});
