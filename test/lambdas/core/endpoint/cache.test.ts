import { describe, expect, it } from 'vitest';
import { createEndpointCache } from '../../../../lambdas/core/endpoint/cache.ts';
import { Endpoint } from '../../../../lambdas/core/endpoint/endpoint.ts';
import { createCachedReader } from '../../../../lambdas/core/row-cache.ts';

const endpoint = Endpoint.parse({ endpointId: 'ep_1', state: 'enabled' });

describe('createEndpointCache', () => {
  const create = (list: () => Promise<readonly Endpoint[]>) => {
    const world = { nowMs: 1_000_000, readings: 0 };
    const lister = {
      list: () => {
        world.readings += 1;
        return list();
      },
    };
    return { world, cache: createEndpointCache(lister, { nowMs: () => world.nowMs }) };
  };

  it('reads at most once a minute, also when asked side by side', async () => {
    const { world, cache } = create(() => Promise.resolve([endpoint]));
    await Promise.all([cache.list(), cache.list()]);
    world.nowMs += 59_999;
    expect(await cache.list()).toStrictEqual([endpoint]);
    expect(world.readings).toBe(1);
    world.nowMs += 1;
    await cache.list();
    expect(world.readings).toBe(2);
  });

  it('reads again at once after a reading that failed', async () => {
    const outcomes = [Promise.reject(new Error('down')), Promise.resolve([endpoint])];
    const { world, cache } = create(() => outcomes.shift() ?? Promise.resolve([]));
    await expect(cache.list()).rejects.toThrow('down');
    expect(await cache.list()).toStrictEqual([endpoint]);
    expect(world.readings).toBe(2);
  });
});

describe('createCachedReader', () => {
  it('keeps what it found for a while, and looks again for what it did not', async () => {
    const rows = new Map([['ep_1', 'one']]);
    const asked: string[] = [];
    let nowMs = 0;
    const get = (id: string) => {
      asked.push(id);
      return Promise.resolve(rows.get(id));
    };
    const cache = createCachedReader({ get }, { maxAgeMs: 1000, nowMs: () => nowMs });
    expect([await cache.get('ep_1'), await cache.get('ep_1')]).toStrictEqual(['one', 'one']);
    expect(await cache.get('ep_2')).toBeUndefined();
    rows.set('ep_2', 'two');
    expect(await cache.get('ep_2')).toBe('two');
    nowMs = 1000;
    rows.delete('ep_1');
    expect(await cache.get('ep_1')).toBeUndefined();
    expect(asked).toStrictEqual(['ep_1', 'ep_2', 'ep_2', 'ep_1']);
  });
});
