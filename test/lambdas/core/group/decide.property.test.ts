import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { countMembers, endedOf } from '../../../../lambdas/core/group/count.ts';
import { decideGroup, type SeenMembers } from '../../../../lambdas/core/group/decide.ts';
import type { GroupEntry } from '../../../../lambdas/core/group/entry.ts';
import type { Group, MemberCounts } from '../../../../lambdas/core/group/group.ts';
import { plusMinutes } from '../../../../lambdas/core/instant.ts';
import type { Status } from '../../../../lambdas/core/job/status.ts';
import { aGroup } from '../../../support/group-rows.ts';

const POLICY = { accountId: '1', region: 'r', retentionDays: 90, quietHours: 2 };
const START = '2026-03-20T12:00:00.000Z';

/** What happens between two checks. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('start'), members: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('end'),
    as: fc.constantFrom<Status>('Succeeded', 'Failed', 'Expiring', 'Collected', 'Expired'),
  }),
  fc.record({ kind: fc.constant('expect'), number: fc.integer({ min: 0, max: 8 }) }),
  fc.record({ kind: fc.constant('wait'), minutes: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ kind: fc.constant('crash') }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const isMove = ({ kind }: Step): boolean => kind === 'start' || kind === 'end';

/** A group with its members, checked as `group-monitor` does. */
const aWorld = () => {
  let now = START;
  let group: Group = aGroup({ openedAt: START, checkedAt: START });
  const members: Status[] = [];
  const entries: GroupEntry[] = [];
  const look = (): SeenMembers => ({
    isPending: members.includes('InProgress'),
    expiringAt: members.includes('Expiring') ? plusMinutes(now, 60) : undefined,
    overdue: [],
  });
  const count = (): MemberCounts =>
    Object.fromEntries(
      members.map((status) => [status, members.filter((one) => one === status).length]),
    );
  const decide = (seen: SeenMembers): ReturnType<typeof decideGroup> => {
    const decision = decideGroup({ group, seen, now, policy: POLICY });
    if (decision.kind !== 'count') return decision;
    return decide(
      decision.what === 'members'
        ? { ...seen, count: { counts: count(), failed: [] } }
        : { ...seen, expiringCount: 1 },
    );
  };
  /** A check that is lost after its decision repeats it with the next one. */
  const check = (isLost: boolean) => {
    const decision = decide(look());
    if (isLost || decision.kind !== 'changed') return;
    group = { ...decision.after, revision: group.revision + 1 };
    if (decision.entry) entries.push(decision.entry);
  };
  const move = (one: Step) => {
    const pending = members.indexOf('InProgress');
    if (one.kind === 'start') members.push(...Array<Status>(one.members).fill('InProgress'));
    else if (one.kind === 'end' && pending >= 0) members[pending] = one.as;
    else if (one.kind === 'expect') group = { ...group, expected: one.number };
  };
  return {
    members,
    entries,
    check,
    group: () => group,
    decide: () => decide(look()),
    act: (one: Step) => {
      move(one);
      if (isMove(one)) group = { ...group, memberSeenAt: now };
      now = plusMinutes(now, one.kind === 'wait' ? one.minutes : 1);
    },
  };
};

it('never completes a group with a pending member, or with fewer than are expected', () => {
  return fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const world = aWorld();
      for (const one of steps) {
        world.act(one);
        const wasOpen = world.group().state === 'open';
        world.check(one.kind === 'crash');
        const { state, counts = {}, expected = 0 } = world.group();
        if (!(wasOpen && state === 'completed')) continue;
        expect(world.members).not.toContain('InProgress');
        expect(endedOf(counts)).toBe(world.members.length);
        expect(world.members.length).toBeGreaterThanOrEqual(expected);
      }
    }),
  );
});

it('records every change once: sequences have no gap, and completion and reopening alternate', () => {
  return fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const world = aWorld();
      for (const one of steps) {
        world.act(one);
        world.check(one.kind === 'crash');
        // A second monitor checks the same minute.
        world.check(false);
      }
      expect(world.entries.map(({ sequence }) => sequence)).toStrictEqual(
        world.entries.map((_, index) => index + 1),
      );
      const states = world.entries
        .map(({ change }) => change)
        .filter((change) => change === 'completed' || change === 'reopened');
      expect(states).toStrictEqual(
        states.map((_, index) => (index % 2 === 0 ? 'completed' : 'reopened')),
      );
    }),
  );
});

it('changes nothing when it is decided again at the same time', () => {
  return fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const world = aWorld();
      for (const one of steps) {
        world.act(one);
        // One change a check: there are four kinds of them.
        for (let checks = 0; checks < 4; checks += 1) world.check(false);
        expect(world.decide()).toStrictEqual({ kind: 'unchanged' });
      }
    }),
  );
});

it('completes every group whose members have ended', () => {
  return fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const world = aWorld();
      for (const one of steps) {
        world.act(one);
        world.check(one.kind === 'crash');
      }
      while (world.members.includes('InProgress')) world.act({ kind: 'end', as: 'Succeeded' });
      if ((world.group().expected ?? 0) > world.members.length) {
        world.act({ kind: 'expect', number: world.members.length });
      }
      for (let minutes = 0; minutes < 300; minutes += 1) {
        world.act({ kind: 'wait', minutes: 1 });
        world.check(false);
      }
      expect(world.group().state).toBe('completed');
    }),
  );
});

it('counts a member that moves meanwhile at most once', async () => {
  const order = ['InProgress', 'Succeeded', 'Expiring', 'Expired', 'Collected'] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 4 }), { maxLength: 8 }),
      async (lives) => {
        let pages = 0;
        const statusOf = (moves: readonly number[]) =>
          order[moves.filter((at) => at <= pages).length] ?? 'Collected';
        const index = {
          count: ({ from }: { from: string }) => {
            pages += 1;
            const count = lives.filter((moves) => from === `${statusOf(moves)}#`).length;
            return Promise.resolve({ count });
          },
        };
        const counts = await countMembers(index, 'photos');
        const total = Object.values(counts ?? {}).reduce((sum, members) => sum + members, 0);
        expect(total).toBeLessThanOrEqual(lives.length);
      },
    ),
  );
});
