import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
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

const GRID_TICK = '2026-03-14T07:45:00.000Z';
const jobs = { [STANDARD]: ['a', 'b', 'c'].map((id) => waiting(id, plusMinutes(GRID_TICK, -240))) };
const missing = () => ({ kind: 'vault-not-found' }) as const;
const kinds = ({ recorded }: ReturnType<typeof createPollerWorld>) =>
  recorded.map(({ key, kind }) => `${key.jobId} ${kind}`).sort();
const MISSED = ['a vault-not-found', 'b vault-not-found', 'c vault-not-found'];

/** A poller whose vault is missing while `world.isMissing`. */
const createMissingWorld = (options: Partial<PollerWorld> = {}) => {
  const state: { isMissing: boolean } = { isMissing: true };
  const world = createPollerWorld({
    now: GRID_TICK,
    jobs,
    list: () => (state.isMissing ? missing() : { kind: 'page', jobs: [], refused: [] }),
    describe: (key) =>
      state.isMissing ? missing() : { kind: 'seen', evidence: said(key, 'InProgress', GRID_TICK) },
    ...options,
  });
  return Object.assign(world, { state });
};

describe('a vault that Glacier does not know', () => {
  it('is asked about once, also by a list, and noted on each due job', async () => {
    const world = createMissingWorld();
    await world.poller.tick(GRID_TICK, inTime);
    expect(world.lists).toHaveLength(1);
    expect(world.looks).toStrictEqual([]);
    expect(kinds(world)).toStrictEqual(MISSED);
    expect(world.metrics.sums.get('VaultMissing photos')).toBe(1);
  });

  it('is noted on every due job when it goes missing between its two lists', async () => {
    const due = Array.from({ length: 60 }, (_, at) =>
      waiting(`j${at}`, plusMinutes(GRID_TICK, -240)),
    );
    const world = createMissingWorld({
      jobs: { [STANDARD]: due },
      // The list of completed jobs is too long, so the one of pending jobs is read.
      list: ({ isCompleted }, call) =>
        isCompleted ? { kind: 'page', jobs: [], refused: [], next: `${call}` } : missing(),
    });
    await world.poller.tick(GRID_TICK, inTime);
    expect(world.lists.at(-1)).toMatchObject({ isCompleted: false });
    expect(world.looks).toStrictEqual([]);
    expect(world.recorded).toHaveLength(60);
  });

  it('is noted on every job although the time is over in between', async () => {
    const world = createMissingWorld();
    await world.poller.tick(GRID_TICK, deadlineAfter(6));
    expect(world.handedOn).not.toStrictEqual([]);
    for (let next = world.handedOn.shift(); next; next = world.handedOn.shift()) {
      await world.poller.resume(next.leftover, inTime);
    }
    expect([...new Set(kinds(world))]).toStrictEqual(MISSED);
  });

  it('is noted as there on each of its jobs once it is known again', async () => {
    const world = createMissingWorld();
    await world.poller.tick(GRID_TICK, inTime);
    world.state.isMissing = false;
    world.recorded.length = 0;
    await world.poller.tick(GRID_TICK, inTime);
    expect(kinds(world)).toStrictEqual(['a seen', 'b seen', 'c seen']);
  });

  it('is noted as there by a sweep, where the poller has forgotten that it was missing', async () => {
    const known = { ...KEY, status: 'InProgress', statusCode: 'InProgress' } as const;
    const list = () => ({ kind: 'page', jobs: [said(KEY, 'InProgress', GRID_TICK)], refused: [] });
    const sweep = async (vaultMissingSince: string | undefined) => {
      const world = createPollerWorld({
        now: GRID_TICK,
        list: list as NonNullable<PollerWorld['list']>,
        vaults: ['photos'],
        known: [{ ...known, vaultMissingSince }],
      });
      await world.poller.sweep(inTime);
      return world.recorded.length;
    };
    expect([await sweep(GRID_TICK), await sweep(undefined)]).toStrictEqual([1, 0]);
  });
});

describe('a job without a creation date', () => {
  const undated = (id: string) => ({
    ...waiting(id, plusMinutes(GRID_TICK, -240)),
    creationDate: undefined,
  });

  it('is polled by itself, and gets the date, while the others cost one list and no write', async () => {
    const dated = ['c', 'd', 'e'].map((id) => waiting(id, plusMinutes(GRID_TICK, -240)));
    const world = createPollerWorld({
      now: GRID_TICK,
      jobs: { [STANDARD]: [undated('a'), undated('b'), ...dated] },
    });
    await world.poller.tick(GRID_TICK, inTime);
    expect(world.looks).toStrictEqual(['a', 'b']);
    expect(world.lists).toHaveLength(1);
    expect(world.recorded).toMatchObject([
      { kind: 'seen', statusCode: 'InProgress', key: { jobId: 'a' } },
      { kind: 'seen', statusCode: 'InProgress', key: { jobId: 'b' } },
    ]);
  });
});
