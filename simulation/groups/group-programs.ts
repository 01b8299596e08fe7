import type { GroupChecks } from '../invariants/group-checks.ts';
import type { Service } from '../service.ts';
import { createGroupOperator } from './group-operator.ts';
import { planGroup, playGroup } from './play-group.ts';
import { createWaves, type Membership } from './waves.ts';

/** How many groups are under way at most: each is checked every minute. */
const MOST_GROUPS = 20;
/** How many of them get members at the same time. */
const MOST_FILLING = 2;
const MOST_MEMBERS = 100_000;

/** The programs that start jobs as groups. */
export interface GroupPrograms {
  /** Makes the next job a member, or not. */
  readonly join: () => Membership | undefined;
  /** Ends the groups that still get members. */
  readonly finish: () => void;
  readonly areOver: () => boolean;
  /** How many groups were opened, and how many jobs became members. */
  readonly count: () => { readonly groups: number; readonly members: number };
  /** Hears an event as the operator does. */
  readonly onEvent: (body: string) => void;
}

/** Creates programs that start a share of a run's jobs, as groups of 1 to a tenth of all jobs. */
export const createGroupPrograms = (
  service: Service,
  checks: GroupChecks,
  { jobs, share }: { readonly jobs: number; readonly share: number },
): GroupPrograms => {
  const { world } = service;
  const { random } = world;
  const most = Math.min(MOST_MEMBERS, Math.ceil(jobs / 10));
  const operator = createGroupOperator(service, checks);
  const waves = createWaves(world);
  const names: string[] = [];
  /** The groups under way, and whether all members of each are started. */
  const active = new Map<string, boolean>();
  let [number, members] = [0, 0];
  const open = () => {
    number += 1;
    const plan = planGroup(random, { number, most, names });
    const { group } = plan;
    const onAllStarted = (of: string, areAll: boolean) => void active.set(of, areAll);
    void playGroup(plan, { service, checks, operator, waves, onAllStarted }).then(() => {
      active.delete(group);
      names.push(group);
    });
  };
  return {
    join: () => {
      if (share === 0 || random() >= share) return undefined;
      if (waves.count() < MOST_FILLING && active.size < MOST_GROUPS) open();
      const member = waves.join();
      if (member) members += 1;
      return member;
    },
    finish: waves.finish,
    areOver: () => active.size === 0,
    count: () => ({ groups: number, members }),
    onEvent: (body) => {
      const group = /"group":"([^"]+)".*"reason":"missing-members"/.exec(body)?.[1] ?? '';
      if (active.get(group)) void operator.settleFor(group);
    },
  };
};
