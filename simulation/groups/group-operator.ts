import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import { countMembers, totalOf } from '../../lambdas/core/group/count.ts';
import { countWhole } from '../../lambdas/core/group/count-whole.ts';
import type { GroupDeps } from '../../operations/groups/change.ts';
import { closeGroup } from '../../operations/groups/close.ts';
import { expectStart, setExpected } from '../../operations/groups/expect.ts';
import { PLACE } from '../functions/place.ts';
import type { Tools } from '../functions/tools.ts';
import type { GroupChecks } from '../invariants/group-checks.ts';
import { createRuns } from '../programs/runs.ts';
import type { Service } from '../service.ts';
import type { World } from '../world.ts';
import { reachGroups, reachMembers } from './monitoring.ts';

const RETRY_MS = 600_000;

/** The operator of groups, as the commands work; each is run again until it succeeds. */
export interface GroupOperator {
  /** Notes how many members a start adds, as it does at its beginning and end. */
  readonly start: (
    group: string,
    start: Parameters<typeof expectStart>[2],
    total: number,
  ) => Promise<void>;
  readonly expect: (group: string, total: number) => Promise<void>;
  /** Expects as many members as there are, because no others are to come. */
  readonly settleFor: (group: string) => Promise<void>;
  readonly close: (group: string) => Promise<void>;
}

const MINUTE_MS = 60_000;
const BEFORE_TICK_MS = 1500;

/** Waits, every other time, until just before group-monitor runs: no moment is worse for a command. */
const untilTick = async ({ time, random }: World): Promise<void> => {
  if (random() < 0.5) return;
  await time.sleep(MINUTE_MS - (time.nowMs() % MINUTE_MS) - random() * BEFORE_TICK_MS);
};

/** Creates the operator; the checks hear what each command promises when it has succeeded. */
export const createGroupOperator = (service: Service, checks: GroupChecks): GroupOperator => {
  const { world } = service;
  const run = createRuns(world, 'operator');
  const depsOf = (tools: Tools): GroupDeps => ({
    store: reachGroups(service, tools),
    policy: { ...PLACE, retentionDays: DEFAULT_LIFE_POLICY.retentionDays },
    now: tools.now,
  });
  const succeed = async <Result>(act: (tools: Tools) => Promise<Result>): Promise<Result> => {
    for (;;) {
      await untilTick(world);
      const done = await run(async (tools) => ({ result: await act(tools) }));
      if (done) return done.result;
      await world.time.sleep(world.random() * RETRY_MS);
    }
  };
  /** While a command may be under way, the row has its number or the one before. */
  const change = async (group: string, act: (tools: Tools) => Promise<number>, isTrue = true) => {
    checks.onCommand(group);
    checks.onExpected(group, { total: await succeed(act), isTrue });
  };
  return {
    start: (group, start, total) =>
      change(group, async (tools) => {
        await expectStart(depsOf(tools), group, start);
        return total;
      }),
    expect: (group, total) =>
      change(group, async (tools) => {
        await setExpected(depsOf(tools), group, total);
        return total;
      }),
    settleFor: (group) =>
      change(
        group,
        async (tools) => {
          const total = totalOf((await countMembers(reachMembers(service, tools), group)) ?? {});
          await setExpected(depsOf(tools), group, total);
          return total;
        },
        false,
      ),
    close: (group) =>
      succeed(async (tools) => {
        const count = await countWhole(reachMembers(service, tools), group);
        if (count) await closeGroup(depsOf(tools), group, count);
      }),
  };
};
