import { expect, it } from 'vitest';
import { countParked } from '../../../operations/doctor/count-parked.ts';

const pageOf = (length: number) =>
  Array.from({ length }, (_, i) => ({
    eventId: `evt_${i}`,
    endpointId: 'ep_1',
    state: 'parked' as const,
    attemptCount: 1,
    updatedAt: '2026-03-14T09:00:00.000Z',
  }));

/** Counts what an index holds that has pages of these sizes. */
const count = async (...sizes: readonly number[]) => {
  let read = 0;
  const ofEndpoint = () => {
    const entries = pageOf(sizes[read] ?? 0);
    read += 1;
    const next = read < sizes.length ? { page: String(read) } : undefined;
    return Promise.resolve({ entries, next });
  };
  const parked = await countParked({ ofEndpoint }, { endpointId: 'ep_1', to: '2026-03-15' });
  return { parked, read };
};

it('reads on where a page holds none', async () => {
  expect(await count(0, 0, 2)).toStrictEqual({ parked: 2, read: 3 });
});

it('stops at a hundred', async () => {
  expect(await count(60, 60, 60)).toStrictEqual({ parked: 100, read: 2 });
});
