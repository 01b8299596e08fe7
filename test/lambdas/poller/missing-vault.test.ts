import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { IndexedJob } from '../../../lambdas/core/polling/ports.ts';
import { KEY } from '../../support/evidence.ts';
import {
  createPollerWorld,
  deadlineAfter,
  inTime,
  type PollerWorld,
  STANDARD,
  said,
  waiting,
} from '../../support/polling.ts';

const TICK = '2026-03-14T07:43:00.000Z';
const jobs = { [STANDARD]: ['a', 'b', 'c'].map((id) => waiting(id, plusMinutes(TICK, -240))) };
const missing = () => ({ kind: 'vault-not-found' }) as const;
const kinds = ({ recorded }: ReturnType<typeof createPollerWorld>) =>
  recorded.map(({ key, kind }) => `${key.jobId} ${kind}`).sort();
const MISSED = ['a vault-not-found', 'b vault-not-found', 'c vault-not-found'];

/** A poller whose vault is missing while `world.isMissing`. */
const createMissingWorld = (options: Partial<PollerWorld> = {}) => {
  const state: { isMissing: boolean } = { isMissing: true };
  const world = createPollerWorld({
    now: TICK,
    jobs,
    list: () => (state.isMissing ? missing() : { kind: 'page', jobs: [], refused: [] }),
    describe: (key) =>
      state.isMissing ? missing() : { kind: 'seen', evidence: said(key, 'InProgress', TICK) },
    ...options,
  });
  return Object.assign(world, { state });
};

describe('a vault that Glacier does not know', () => {
  it('is asked about once, and noted on each due job', async () => {
    const world = createMissingWorld();
    await world.poller.tick(TICK, inTime);
    // Polls that are under way together cannot know of each other.
    expect(world.polled.length).toBeLessThanOrEqual(3);
    expect(world.lists).toStrictEqual([]);
    expect(kinds(world)).toStrictEqual(MISSED);
    expect(world.metrics.sums.get('VaultMissing photos')).toBe(1);
  });

  it.each([1, 5])(
    'is noted on every due job when page %i of its list is the first to miss it',
    async (page) => {
      const due = Array.from({ length: 60 }, (_, at) => waiting(`j${at}`, plusMinutes(TICK, -240)));
      const world = createMissingWorld({
        jobs: { [STANDARD]: due },
        list: (_listing, call) =>
          call < page ? { kind: 'page', jobs: [], refused: [], next: `${call}` } : missing(),
      });
      await world.poller.tick(TICK, inTime);
      expect(world.lists).toHaveLength(page);
      expect(world.polled).toStrictEqual([]);
      expect(world.recorded).toHaveLength(60);
      expect(world.metrics.sums.get('VaultMissing photos')).toBe(1);
    },
  );

  it('is noted on every job although the time is over in between', async () => {
    const world = createMissingWorld();
    await world.poller.tick(TICK, deadlineAfter(5));
    expect(world.requeued).not.toStrictEqual([]);
    for (let next = world.requeued.shift(); next; next = world.requeued.shift()) {
      await world.poller.resume(next.remainder, inTime);
    }
    expect([...new Set(kinds(world))]).toStrictEqual(MISSED);
  });

  it('is noted as there on each job whose row says that it was missing, and on no other', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => waiting(id, plusMinutes(TICK, -240)));
    const marked = [a, b].map((job) => ({ ...job, vaultMissingSince: plusMinutes(TICK, -90) }));
    const world = createMissingWorld({ jobs: { [STANDARD]: [...marked, c] as IndexedJob[] } });
    world.state.isMissing = false;
    await world.poller.tick(TICK, inTime);
    expect(world.polled.sort()).toStrictEqual(['a', 'b', 'c']);
    expect(kinds(world)).toStrictEqual(['a seen', 'b seen']);
  });

  it('is not left to a list: a pending job is on none that could say that it is there', async () => {
    const due = Array.from({ length: 60 }, (_, at) => ({
      ...waiting(`j${at}`, plusMinutes(TICK, -240)),
      vaultMissingSince: plusMinutes(TICK, -90),
    }));
    const world = createMissingWorld({ jobs: { [STANDARD]: due } });
    world.state.isMissing = false;
    await world.poller.tick(TICK, inTime);
    expect(world.lists).toStrictEqual([]);
    expect(world.recorded).toHaveLength(60);
  });

  it('is noted as there by a sweep, whose row says that it was missing', async () => {
    const known = { ...KEY, status: 'InProgress', statusCode: 'InProgress' } as const;
    const list = () => ({ kind: 'page', jobs: [said(KEY, 'InProgress', TICK)], refused: [] });
    const sweep = async (vaultMissingSince: string | undefined) => {
      const world = createPollerWorld({
        now: TICK,
        list: list as NonNullable<PollerWorld['list']>,
        vaults: ['photos'],
        known: [{ ...known, vaultMissingSince }],
      });
      await world.poller.sweep(inTime);
      return world.recorded.length;
    };
    expect([await sweep(TICK), await sweep(undefined)]).toStrictEqual([1, 0]);
  });
});

describe('a job without a creation date', () => {
  const undated = (id: string) => ({
    ...waiting(id, plusMinutes(TICK, -240)),
    creationDate: undefined,
  });

  it('is polled by itself, and gets the date, while the others cost one list and no write', async () => {
    const dated = Array.from({ length: 60 }, (_, at) => waiting(`j${at}`, plusMinutes(TICK, -240)));
    const world = createPollerWorld({
      now: TICK,
      jobs: { [STANDARD]: [undated('a'), undated('b'), ...dated] },
    });
    await world.poller.tick(TICK, inTime);
    expect(world.polled).toStrictEqual(['a', 'b']);
    expect(world.lists).toHaveLength(1);
    expect(world.recorded).toMatchObject([
      { kind: 'seen', statusCode: 'InProgress', key: { jobId: 'a' } },
      { kind: 'seen', statusCode: 'InProgress', key: { jobId: 'b' } },
    ]);
  });
});
