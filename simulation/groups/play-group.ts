import type { Random } from '../../sandbox/glacier/seeded-random.ts';
import type { GroupChecks } from '../invariants/group-checks.ts';
import { forgetDeliveries } from '../programs/play-job.ts';
import type { Service } from '../service.ts';
import type { GroupOperator } from './group-operator.ts';
import type { Waves } from './waves.ts';

const POLL_MS = 20_000;
const HOUR_MS = 3_600_000;
/** How long a group may take to settle after its last member: webhooks are retried for three days. */
const SETTLE_MS = 90 * HOUR_MS;

/** How the number of members becomes known: in a list that is started, later by a command, or never. */
const GROUP_KINDS = ['listed', 'expected', 'quiet'] as const;

/** A group as it is planned. */
export interface GroupPlan {
  readonly group: string;
  readonly kind: (typeof GROUP_KINDS)[number];
  /** The sizes of its waves: a name is used again while the group that had it is still known. */
  readonly sizes: readonly number[];
  /** When an operator closes it. */
  readonly closedAfterMs?: number | undefined;
}

/** Plans a group, under a name of an earlier one or a new one. */
export const planGroup = (
  random: Random,
  { number, most, names }: { number: number; most: number; names: string[] },
): GroupPlan => {
  const kind = GROUP_KINDS[Math.floor(random() * GROUP_KINDS.length)] ?? 'quiet';
  // The first group is the largest; most others are small.
  const size = () => (number === 1 ? most : Math.ceil(most ** (random() ** 3)));
  return {
    kind,
    group: (random() < 0.5 ? names.pop() : undefined) ?? `${kind}-${number}`,
    sizes: random() < 0.5 ? [size(), size()] : [size()],
    closedAfterMs: random() < 0.2 ? random() * 24 * HOUR_MS : undefined,
  };
};

/** Whom groups are played with. */
export interface GroupDeps {
  readonly service: Service;
  readonly checks: GroupChecks;
  readonly operator: GroupOperator;
  readonly waves: Waves;
  /** Hears whether all members of a group are started for now. */
  readonly onAllStarted: (group: string, areAll: boolean) => void;
}

/** Plays one group from its first member until its row is deleted, and checks its final state. */
export const playGroup = async (plan: GroupPlan, deps: GroupDeps): Promise<void> => {
  const { group, sizes } = plan;
  const { checks, service } = deps;
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  checks.start(group);
  void closeLater(plan, deps, over);
  const settled: Promise<void>[] = [];
  let total = 0;
  for (const size of sizes) {
    const wave = await playWave(plan, { size, total, over }, deps);
    total = wave.total;
    settled.push(...wave.settled);
  }
  await Promise.all(settled);
  await settle(group, deps);
  service.groups.remove(group);
  service.groupIndex.follow(group, undefined);
  end();
};

const playWave = async (
  { group, kind }: GroupPlan,
  { size, total, over }: { size: number; total: number; over: Promise<void> },
  { service, checks, operator, waves, onAllStarted }: GroupDeps,
) => {
  const { time, random } = service.world;
  // The second list of a program that has learned to announce.
  const isListed = kind === 'listed' || (kind === 'expected' && total > 0);
  if (total > 0) await untilIdleOr(random() * 48 * HOUR_MS, group, service);
  onAllStarted(group, false);
  checks.onCommand(group);
  const start = `start after ${total}`;
  const announced = { start, count: size };
  const ready = isListed ? operator.start(group, announced, total + size) : Promise.resolve();
  const spanMs = random() < 0.5 ? random() * HOUR_MS : random() ** 2 * 72 * HOUR_MS;
  const { starts, settled } = await waves.fill({ group, size, spanMs, ready, over });
  const started = (await Promise.all(starts)).filter(Boolean).length;
  await ready;
  const corrected = { start, count: started };
  if (isListed && started < size) await operator.start(group, corrected, total + started);
  onAllStarted(group, true);
  if (kind === 'expected' && !isListed) {
    await time.sleep(random() * 24 * HOUR_MS);
    await operator.expect(group, total + started);
  }
  return { total: total + started, settled };
};

/** Waits until a group is about to complete, or for a time. */
const untilIdleOr = async (ms: number, group: string, { world, groups }: Service) => {
  const { time, random } = world;
  if (random() < 0.5) return time.sleep(ms);
  const endsAt = time.nowMs() + ms;
  const isIdle = () => groups.rows.get(group)?.idleSince !== undefined;
  while (!isIdle() && time.nowMs() < endsAt) await time.sleep(POLL_MS);
};

const closeLater = async (
  { group, closedAfterMs }: GroupPlan,
  { service, operator }: GroupDeps,
  over: Promise<void>,
): Promise<void> => {
  if (closedAfterMs === undefined) return;
  let isOver = false;
  void over.then(() => {
    isOver = true;
  });
  await untilIdleOr(closedAfterMs, group, service);
  if (!isOver && service.groups.rows.has(group)) await operator.close(group);
};

const settle = async (group: string, { service, checks }: GroupDeps): Promise<void> => {
  const { time } = service.world;
  const endsAt = time.nowMs() + SETTLE_MS;
  while (!checks.isSettled(group) && time.nowMs() < endsAt) await time.sleep(HOUR_MS);
  // What is still on the way arrives within an hour.
  await time.sleep(HOUR_MS);
  forgetDeliveries(checks.settle(group), service);
};
