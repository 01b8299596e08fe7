import { describe, expect, it } from 'vitest';
import { decodeSecret } from '../../../lambdas/core/delivery/signature.ts';
import { DEFAULT_EVENT_TYPES } from '../../../lambdas/core/endpoint/endpoint.ts';
import { MAX_ENDPOINTS, registerEndpoint } from '../../../operations/endpoints/register.ts';
import { removeEndpoint } from '../../../operations/endpoints/remove.ts';
import { listEndpoints, showEndpoint } from '../../../operations/endpoints/show.ts';
import { disableEndpoint, enableEndpoint } from '../../../operations/endpoints/switch.ts';
import { updateEndpoint } from '../../../operations/endpoints/update.ts';
import { createEndpointWorld } from '../../support/endpoint-world.ts';

const NOW = '2026-03-14T09:00:00.000Z';

const createRegistered = async (fields: object = {}) => {
  const world = createEndpointWorld();
  const input = { url: 'https://example.com:8443/hook', ...fields };
  const registration = await registerEndpoint(input, world.deps);
  if (registration.kind === 'refused') throw new Error(registration.problems.join());
  return { world, registration, id: registration.endpoint.endpointId };
};

describe('registerEndpoint', () => {
  it('writes the secret before the endpoint, with 32 random bytes', async () => {
    const { world, registration, id } = await createRegistered({ headers: { 'X-A': 'b' } });
    expect(world.writes).toStrictEqual(['secret', 'endpoint']);
    expect(id).toMatch(/^ep_[0-9a-f]{32}$/);
    expect(decodeSecret(registration.secret)).toStrictEqual(Buffer.alloc(32, 2));
    expect(world.secretRows.get(id)).toStrictEqual({
      endpointId: id,
      url: 'https://example.com:8443/hook',
      headers: { 'X-A': 'b' },
      secrets: [{ secret: registration.secret, createdAt: NOW }],
    });
  });

  it('keeps URL, headers and secret out of the Endpoints table', async () => {
    const { world, registration, id } = await createRegistered({ headers: { 'X-A': 'b' } });
    expect(world.rows.get(id)).toStrictEqual({
      endpointId: id,
      createdAt: NOW,
      urlHost: 'example.com:8443',
      state: 'enabled',
    });
    expect(registration.endpoint).toMatchObject({ eventTypes: DEFAULT_EVENT_TYPES, filter: {} });
  });

  it('starts disabled on request, so that enabling it replays from the start', async () => {
    const { deps, rows } = createEndpointWorld();
    const input = { url: 'https://example.com/' };
    const registration = await registerEndpoint(input, deps, true);
    if (registration.kind === 'refused') throw new Error('refused');
    const { endpointId } = registration.endpoint;
    expect(registration.endpoint.state).toBe('disabled');
    expect(rows.get(endpointId)).toMatchObject({
      state: 'disabled',
      disabledReason: 'an operator registered it disabled',
      missedSince: NOW,
    });
    await enableEndpoint(endpointId, deps);
    expect(rows.get(endpointId)?.state).toBe('enabled');
  });

  it('writes nothing for a request that it refuses', async () => {
    const { deps, writes } = createEndpointWorld();
    const registration = await registerEndpoint({ url: 'http://10.0.0.1/' }, deps);
    expect(registration).toMatchObject({ kind: 'refused' });
    expect(writes).toStrictEqual([]);
  });

  it('takes the thousandth endpoint and refuses one more, with the reason', async () => {
    const { deps, rows } = createEndpointWorld();
    for (let i = 1; i < MAX_ENDPOINTS; i += 1) {
      rows.set(`ep_${i}`, { endpointId: `ep_${i}`, state: 'enabled' });
    }
    const input = { url: 'https://example.com/' };
    expect(await registerEndpoint(input, deps)).toMatchObject({ kind: 'registered' });
    expect(await registerEndpoint(input, deps)).toMatchObject({
      kind: 'refused',
      problems: [expect.stringContaining('there are already 1000 endpoints, the maximum')],
    });
  });
});

describe('showEndpoint and listEndpoints', () => {
  it('show no secret and no value of a header', async () => {
    const { world, registration, id } = await createRegistered({ headers: { 'X-A': 'hidden' } });
    const shown = await showEndpoint(id, world.deps);
    expect(shown).toMatchObject({
      endpointId: id,
      url: 'https://example.com:8443/hook',
      headerNames: ['X-A'],
      secrets: [{ createdAt: NOW }],
    });
    const all = JSON.stringify([shown, await listEndpoints(world.deps)]);
    expect(all).not.toContain(registration.secret);
    expect(all).not.toContain('hidden');
  });

  it('shows nothing for an unknown id', async () => {
    expect(await showEndpoint('ep_1', createEndpointWorld().deps)).toBeUndefined();
  });

  it('shows an endpoint whose secrets are missing', async () => {
    const { world, id } = await createRegistered();
    world.secretRows.clear();
    expect(await showEndpoint(id, world.deps)).toMatchObject({ url: undefined, secrets: [] });
  });

  it('lists the oldest first', async () => {
    const { world, id } = await createRegistered();
    world.rows.set('ep_by_hand', { endpointId: 'ep_by_hand', state: 'disabled' });
    world.nowMs -= 1000;
    await registerEndpoint({ url: 'https://a.test/' }, world.deps);
    const listed = await listEndpoints(world.deps);
    expect(listed.map(({ urlHost }) => urlHost)).toStrictEqual([
      undefined,
      'a.test',
      'example.com:8443',
    ]);
    expect(listed.at(-1)?.endpointId).toBe(id);
  });
});

describe('updateEndpoint', () => {
  it('changes what is named and nothing else', async () => {
    const { world, id } = await createRegistered({ description: 'old', headers: { 'X-A': 'b' } });
    const before = world.secretRows.get(id);
    const changes = { url: 'https://b.test/', filter: { tiers: ['Bulk'] } };
    expect(await updateEndpoint(id, changes, world.deps)).toStrictEqual({ kind: 'updated' });
    expect(world.secretRows.get(id)).toStrictEqual({ ...before, url: 'https://b.test/' });
    expect(world.rows.get(id)).toMatchObject({
      urlHost: 'b.test',
      description: 'old',
      filter: { tiers: ['Bulk'] },
    });
  });

  it('takes null for the default', async () => {
    const { world, id } = await createRegistered({ description: 'old', headers: { 'X-A': 'b' } });
    await updateEndpoint(id, { description: null, headers: null }, world.deps);
    expect(world.rows.get(id)).not.toHaveProperty('description');
    expect(world.secretRows.get(id)).toMatchObject({
      url: 'https://example.com:8443/hook',
      headers: {},
    });
  });

  it.each([
    [{ headers: { 'X-B': 'c' } }, { headers: { 'X-B': 'c' } }],
    [{ headers: null }, { headers: {} }],
    [{ url: 'https://b.test/' }, { url: 'https://b.test/' }],
  ])('retargets by %j to no more than that', async (changes, target) => {
    const { world, id } = await createRegistered({ headers: { 'X-A': 'b' } });
    const targets: object[] = [];
    const retarget = (_id: string, change: object) => {
      targets.push(change);
      return Promise.resolve(true);
    };
    const deps = { ...world.deps, secrets: { ...world.deps.secrets, retarget } };
    expect(await updateEndpoint(id, changes, deps)).toStrictEqual({ kind: 'updated' });
    expect(targets).toStrictEqual([target]);
    expect(await updateEndpoint(id, { description: 'new' }, deps)).toStrictEqual({
      kind: 'updated',
    });
    expect(await updateEndpoint('ep_1', { url: 'https://c.test/' }, deps)).toStrictEqual({
      kind: 'unknown',
    });
    expect(targets).toHaveLength(1);
  });

  it('says when an endpoint is removed in the meantime', async () => {
    const { world, id } = await createRegistered();
    world.secretRows.clear();
    expect(await updateEndpoint(id, { url: 'https://b.test/' }, world.deps)).toStrictEqual({
      kind: 'unknown',
    });
    expect(world.rows.get(id)).toMatchObject({ urlHost: 'example.com:8443' });
    const change = () => Promise.resolve(false);
    const deps = { ...world.deps, endpoints: { ...world.deps.endpoints, change } };
    expect(await updateEndpoint(id, { description: 'x' }, deps)).toStrictEqual({ kind: 'unknown' });
  });

  it('says when it is refused or there is no such endpoint', async () => {
    const { world, id } = await createRegistered();
    const refused = await updateEndpoint(id, { url: 'http://a.test/' }, world.deps);
    const unknown = await updateEndpoint('ep_1', { url: 'https://a.test/' }, world.deps);
    expect([refused.kind, unknown.kind]).toStrictEqual(['refused', 'unknown']);
    expect(world.secretRows.size).toBe(1);
  });
});

describe('the format of an endpoint', () => {
  it('is kept with the link to the dashboard, and goes with it', async () => {
    const world = createEndpointWorld();
    const deps = { ...world.deps, dashboardUrl: 'https://dashboard.test/' };
    const input = { url: 'https://example.com/', format: 'cloudevents' };
    const registration = await registerEndpoint(input, deps);
    if (registration.kind === 'refused') throw new Error('refused');
    const { endpointId: id } = registration.endpoint;
    const row = () => world.rows.get(id);
    expect(row()).toMatchObject({ format: 'cloudevents', dashboardUrl: deps.dashboardUrl });
    await updateEndpoint(id, { format: 'slack' }, { ...deps, dashboardUrl: 'https://b.test/' });
    expect(row()).toMatchObject({ format: 'slack', dashboardUrl: 'https://b.test/' });
    await updateEndpoint(id, { description: 'x' }, deps);
    expect(row()).toMatchObject({ format: 'slack', dashboardUrl: 'https://b.test/' });
    await updateEndpoint(id, { format: null }, deps);
    expect(row()).not.toHaveProperty('format');
    expect(row()).not.toHaveProperty('dashboardUrl');
  });
});

describe('enableEndpoint and disableEndpoint', () => {
  it('switch an endpoint, with the reason', async () => {
    const { world, id } = await createRegistered();
    expect(await disableEndpoint(id, world.deps, ' moving house ')).toBe(true);
    expect(world.rows.get(id)).toMatchObject({
      state: 'disabled',
      disabledReason: 'an operator disabled it: moving house',
    });
    expect(await enableEndpoint(id, world.deps)).toBe(true);
    expect(world.rows.get(id)).toMatchObject({ state: 'enabled' });
    await disableEndpoint(id, world.deps);
    expect(world.rows.get(id)?.disabledReason).toBe('an operator disabled it');
  });

  it('say when there is no such endpoint', async () => {
    const { deps } = createEndpointWorld();
    expect([await disableEndpoint('a', deps), await enableEndpoint('a', deps)]).toStrictEqual([
      false,
      false,
    ]);
  });
});

describe('removeEndpoint', () => {
  it('removes the endpoint before its secrets, and can be repeated', async () => {
    const { world, id } = await createRegistered();
    expect(await removeEndpoint(id, world.deps)).toBe(true);
    expect(world.writes.slice(2)).toStrictEqual(['no endpoint', 'no secret']);
    world.secretRows.set(id, { endpointId: id, url: '', headers: {}, secrets: [] });
    expect(await removeEndpoint(id, world.deps)).toBe(false);
    expect(world.secretRows.size).toBe(0);
  });
});
