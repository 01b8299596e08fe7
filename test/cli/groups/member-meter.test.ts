import { expect, it } from 'vitest';
import { createMemberMeter } from '../../../cli/groups/watch/member-meter.ts';
import type { MemberIndex } from '../../../lambdas/core/group/ports.ts';
import { newGroup } from '../../../operations/groups/change.ts';

const at = (minute: number) => `2026-03-14T00:${String(minute).padStart(2, '0')}:00.000Z`;
const row = { ...newGroup('wave-1', at(0)), expected: 100 };

/** An index in which each count finds these members. */
const indexOf = (counts: readonly Readonly<Record<string, number>>[]) => {
  let asked = -1;
  const count: MemberIndex['count'] = ({ from }) => {
    if (from === 'Collected#') asked += 1;
    const status = from.slice(0, -1);
    return Promise.resolve({ count: counts[Math.min(asked, counts.length - 1)]?.[status] ?? 0 });
  };
  return { count };
};

const countOnce = async (meter: ReturnType<typeof createMemberMeter>, minute: number) => {
  for (let step = 0; step < 7; step += 1) await meter.step(at(minute));
};

it('counts one page a step, and shows a count when it is complete', async () => {
  const meter = createMemberMeter(indexOf([{ Collected: 10, InProgress: 5 }]), 'wave-1');
  for (let step = 0; step < 6; step += 1) {
    expect(meter.read(row).row.counts).toBeUndefined();
    await meter.step(at(1));
  }
  await meter.step(at(1));
  expect(meter.read(row).row).toMatchObject({ counts: { Collected: 10 }, countedAt: at(1) });
});

it('prefers a newer count of the row', async () => {
  const meter = createMemberMeter(indexOf([{ Collected: 10 }]), 'wave-1');
  await countOnce(meter, 1);
  const counted = { ...row, counts: { Collected: 99 }, countedAt: at(2) };
  expect(meter.read(counted).row.counts).toStrictEqual({ Collected: 99 });
});

it('measures from the opening at first, and then between its counts', async () => {
  const meter = createMemberMeter(indexOf([{ Collected: 10 }, { Collected: 40 }]), 'wave-1');
  await countOnce(meter, 10);
  expect(meter.read(row).pace).toMatchObject({ perHour: 60 });
  await countOnce(meter, 20);
  expect(meter.read(row).pace).toStrictEqual({ perHour: 180, endsAt: at(40) });
});

it('begins again after a fault', async () => {
  const faults = [true];
  const { count } = indexOf([{ Collected: 3 }]);
  const index: Pick<MemberIndex, 'count'> = {
    count: (...args) => (faults.pop() ? Promise.reject(new Error('throttled')) : count(...args)),
  };
  const meter = createMemberMeter(index, 'wave-1');
  await expect(meter.step(at(1))).rejects.toThrow('throttled');
  await countOnce(meter, 2);
  expect(meter.read(row).row).toMatchObject({ counts: { Collected: 3 }, countedAt: at(2) });
});
