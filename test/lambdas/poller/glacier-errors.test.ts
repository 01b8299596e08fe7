import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { KEY } from '../../support/evidence.ts';
import {
  callError,
  createPollerWorld,
  inTime,
  type PollerWorld,
  STANDARD,
  waiting,
} from '../../support/polling.ts';

const TICK = '2026-03-14T07:41:00.000Z';
const GRID_TICK = '2026-03-14T07:45:00.000Z';

/** Two jobs of one vault and one of another, hours after their day: each is looked at by itself. */
const jobs = {
  [STANDARD]: [
    waiting('a', plusMinutes(TICK, -1500)),
    waiting('b', plusMinutes(TICK, -1500)),
    waiting('c', plusMinutes(TICK, -1500), 'other'),
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

describe('looking at jobs one by one', () => {
  it('tries again while Glacier is busy, more slowly each time', async () => {
    const busyTwice = (_key: unknown, call: number) =>
      call <= 2 ? callError('busy') : ({ kind: 'job-not-found' } as const);
    const { recorded, handedOn, waits } = await tickWith(busyTwice);
    expect(recorded).toHaveLength(3);
    expect(handedOn).toStrictEqual([]);
    expect(waits).toStrictEqual([250, 500]);
  });

  it('names a vault that may not be read, asks no more about it, and goes on with the others', async () => {
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
    expect(world.handedOn).toStrictEqual([]);
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
    ['a refused request', () => callError('refused'), 'look.failed'],
    ['a fault of our own', () => new TypeError('oops'), 'look.failed'],
    ['an unusable answer', () => ({ kind: 'refused', reason: 'odd' }) as const, 'look.refused'],
  ])('leaves %s to the next look, and goes on with the others', async (_what, answer, code) => {
    const world = await tickWith(photosOnly(answer));
    expect(world.sum('LookFailed')).toBe(2);
    expect(world.codes).toStrictEqual([code, code, 'job.found']);
    expect(world.handedOn).toStrictEqual([]);
  });
});

describe('looking at jobs by a list', () => {
  const shared = {
    [STANDARD]: ['a', 'b', 'c'].map((id) => waiting(id, plusMinutes(GRID_TICK, -240))),
  };
  const gridTick = async (list: NonNullable<PollerWorld['list']>) => {
    const world = createPollerWorld({ now: GRID_TICK, jobs: shared, list });
    await world.poller.tick(GRID_TICK, inTime);
    return world;
  };

  it.each(['denied', 'refused'] as const)(
    'falls back to single looks when it is %s',
    async (outcome) => {
      const { looks, lists, handedOn } = await gridTick(() => callError(outcome));
      expect(lists).toHaveLength(1);
      expect(looks.sort()).toStrictEqual(['a', 'b', 'c']);
      expect(handedOn).toStrictEqual([]);
    },
  );

  it.each(['', 'same'])(
    'reads no page twice when each answers with the marker %j',
    async (next) => {
      const page = { kind: 'page', jobs: [], refused: [], next } as const;
      const { lists, looks } = await gridTick(() => page);
      const asked = lists.map(({ isCompleted, marker }) => `${isCompleted} ${marker}`);
      expect(asked).toHaveLength(new Set(asked).size);
      expect(asked).not.toContain('true ');
      // What a repeated marker leaves unread may be complete: an end of the list says that it is not.
      expect(looks).toHaveLength(next === '' ? 0 : 3);
    },
  );

  it('does not ask again for a list that it may not read', async () => {
    const { poller, lists, looks } = await gridTick(() => callError('denied'));
    await poller.tick(GRID_TICK, inTime);
    expect(lists).toHaveLength(1);
    expect(looks).toHaveLength(6);
  });

  it.each([
    ['the vault is missing', () => ({ kind: 'vault-not-found' }) as const, 'VaultMissing photos'],
    ['the account is served no more', () => callError('unsupported'), 'GlacierUnsupported'],
  ])('asks nothing else when %s', async (_what, answer, metric) => {
    const { looks, metrics } = await gridTick(answer);
    expect(looks).toStrictEqual([]);
    expect(metrics.sums.get(metric)).toBe(1);
  });

  it('hands on all its jobs when Glacier stays busy', async () => {
    const { looks, handedOn } = await gridTick(() => callError('busy'));
    expect(looks).toStrictEqual([]);
    expect(handedOn).toMatchObject([{ leftover: { vaults: [{ vaultArn: KEY.vaultArn }] } }]);
  });
});
