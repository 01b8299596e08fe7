import { describe, expect, it } from 'vitest';
import type { ResourceAnswer } from '../../../lambdas/core/function/resource-answer.ts';
import { createManagedEndpoints } from '../../../lambdas/managed-endpoints/handler.ts';
import type { AdoptSecret } from '../../../operations/endpoints/ports.ts';
import { createEndpointWorld } from '../../support/endpoint-world.ts';
import { createFakeLog } from '../../support/fake-telemetry.ts';

const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:hook-AbCdEf';
const FIRST = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const SECOND = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
const isSuccess = { Status: 'SUCCESS' };

const properties = (Endpoint: object = {}, more: object = {}) => ({
  ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:managed-endpoints',
  Endpoint: { url: 'https://example.com/hook', ...Endpoint },
  SecretArn: SECRET_ARN,
  ConstructPath: 'Storage/Photos/ManagedEndpoints/OnCall',
  ...more,
});

/** Endpoints and a secret in memory, and CloudFormation's end of the custom resource. */
const createWorld = () => {
  const world = createEndpointWorld();
  const log = createFakeLog();
  const answers: ResourceAnswer[] = [];
  const versions = new Map<string | undefined, string>([[undefined, FIRST]]);
  const faults: Error[] = [];
  const waits: number[] = [];
  const adopted: Parameters<AdoptSecret>[] = [];
  const { randomBytes: _, ...ports } = world.deps;
  const handle = createManagedEndpoints({
    ...ports,
    dashboardUrl: 'https://d.example',
    adoptSecret: (...adoption) => Promise.resolve(void adopted.push(adoption)),
    readSecret: (_arn, version) => {
      const fault = faults.shift();
      if (fault) return Promise.reject(fault);
      const text = versions.get(version);
      return text ? Promise.resolve(text) : Promise.reject(new Error('No such version'));
    },
    answer: (_url, answer) => Promise.resolve(void answers.push(answer)),
    wait: (ms) => Promise.resolve(waits.push(ms)),
    log,
  });
  const request = async (RequestType: string, more: object = {}) => {
    await handle({
      RequestType,
      ResponseURL: 'https://answers.example/1',
      StackId: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Storage/1',
      RequestId: `request-${answers.length}`,
      LogicalResourceId: 'OnCall1234',
      ResourceProperties: properties(),
      ...more,
    });
    return answers.at(-1)!;
  };
  return Object.assign(world, { request, versions, faults, waits, adopted, answers, log });
};

const created = async (endpoint: object = {}) => {
  const world = createWorld();
  const answer = await world.request('Create', { ResourceProperties: properties(endpoint) });
  expect(answer).toMatchObject(isSuccess);
  return { world, id: answer.PhysicalResourceId };
};

describe('a created endpoint', () => {
  it('is registered with its secret, and names the stack and the construct', async () => {
    const { world, id } = await created({ eventTypes: ['glacier.job.failed'] });
    expect(id).toMatch(/^ep_stack_[0-9a-f]{26}$/);
    expect(world.rows.get(id)).toStrictEqual({
      endpointId: id,
      managedBy: 'stack Storage (Storage/Photos/ManagedEndpoints/OnCall)',
      eventTypes: ['glacier.job.failed'],
      createdAt: '2026-03-14T09:00:00.000Z',
      urlHost: 'example.com',
      state: 'enabled',
    });
    expect(world.secretRows.get(id)).toStrictEqual({
      endpointId: id,
      url: 'https://example.com/hook',
      headers: {},
      secrets: [{ secret: FIRST, createdAt: '2026-03-14T09:00:00.000Z' }],
    });
  });

  it('is the same when the request is repeated, and another in another stack', async () => {
    const { world, id } = await created();
    expect((await world.request('Create')).PhysicalResourceId).toBe(id);
    expect([...world.rows.keys()]).toStrictEqual([id]);
    const StackId = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Storage/2';
    expect((await world.request('Create', { StackId })).PhysicalResourceId).not.toBe(id);
  });

  it.each(['rows', 'secretRows'] as const)(
    'is completed when its %s were not written',
    async (which) => {
      const { world, id } = await created();
      world[which].clear();
      expect(await world.request('Create')).toMatchObject(isSuccess);
      expect([world.rows.has(id), world.secretRows.has(id)]).toStrictEqual([true, true]);
    },
  );

  it('takes a generated secret without the prefix', async () => {
    const world = createWorld();
    world.versions.set(undefined, 'abcdefghABCDEFGH0123456789abcdef');
    const { PhysicalResourceId: id } = await world.request('Create');
    expect(world.secretRows.get(id)?.secrets[0]?.secret).toBe(
      'whsec_abcdefghABCDEFGH0123456789abcdef',
    );
  });
});

describe('an updated endpoint', () => {
  it('is changed in place, and what the stack leaves out goes back to its default', async () => {
    const { world, id } = await created({
      description: 'old',
      headers: { 'X-A': 'b' },
      format: 'slack',
    });
    expect(world.rows.get(id)).toMatchObject({
      format: 'slack',
      dashboardUrl: 'https://d.example',
    });
    await world.deps.endpoints.disable(id, 'an operator disabled it', world.nowMs);
    const next = properties({ url: 'https://b.example/', filter: { tiers: ['Bulk'] } });
    expect(await world.request('Update', { ResourceProperties: next })).toMatchObject({
      ...isSuccess,
      PhysicalResourceId: id,
    });
    const row = world.rows.get(id);
    expect(row).toMatchObject({ urlHost: 'b.example', filter: { tiers: ['Bulk'] } });
    expect(row).toMatchObject({ state: 'disabled', managedBy: expect.any(String) });
    for (const name of ['description', 'format', 'dashboardUrl']) {
      expect(row).not.toHaveProperty(name);
    }
    expect(world.secretRows.get(id)).toMatchObject({ url: 'https://b.example/', headers: {} });
  });

  it('is given the version of the secret that is named; the old one ends after a day', async () => {
    const { world, id } = await created();
    world.versions.set('v2', SECOND);
    const next = properties({}, { SecretVersionId: 'v2' });
    await world.request('Update', { ResourceProperties: next });
    const secret = { secret: SECOND, createdAt: '2026-03-14T09:00:00.000Z' };
    expect(world.adopted).toStrictEqual([[id, secret, '2026-03-15T09:00:00.000Z']]);
  });

  it('is as before when an update is rolled back', async () => {
    const { world, id } = await created({ description: 'before' });
    const before = [world.rows.get(id), world.secretRows.get(id)];
    const next = properties({ url: 'https://b.example/', eventTypes: ['glacier.job.failed'] });
    await world.request('Update', { ResourceProperties: next });
    const old = properties({ description: 'before' });
    expect(await world.request('Update', { ResourceProperties: old })).toMatchObject(isSuccess);
    expect([world.rows.get(id), world.secretRows.get(id)]).toStrictEqual(before);
  });
});

it('a deleted endpoint is removed with its secrets, also when nothing is there', async () => {
  const { world, id } = await created();
  for (const ResourceProperties of [properties(), 'damaged']) {
    const answer = await world.request('Delete', { ResourceProperties, PhysicalResourceId: 'x' });
    expect(answer).toMatchObject({ ...isSuccess, PhysicalResourceId: id });
    expect([world.rows.size, world.secretRows.size]).toStrictEqual([0, 0]);
  }
});

describe('a request that fails', () => {
  it.each<[string, object, string | undefined, string]>([
    [
      'a URL that is refused',
      { url: 'http://example.com/' },
      FIRST,
      'url has the scheme http; use',
    ],
    ['two problems', { tier: 'x', eventTypes: [] }, FIRST, 'eventTypes is empty; specify at least'],
    ['a short secret', {}, 'abcd', 'secret has 3 bytes; specify "whsec_" followed by 24 to 64'],
    ['a missing secret', {}, undefined, 'No such version'],
  ])('is answered with the reason: %s', async (_, endpoint, secret, reason) => {
    const world = createWorld();
    if (secret) world.versions.set(undefined, secret);
    else world.versions.clear();
    const answer = await world.request('Create', { ResourceProperties: properties(endpoint) });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) });
    expect(answer.PhysicalResourceId).toMatch(/^ep_stack_/);
    expect(world.writes).toStrictEqual([]);
    expect(JSON.stringify([answer, world.log.lines])).not.toContain('abcd');
  });

  it('changes nothing of an endpoint when an update is refused', async () => {
    const { world, id } = await created();
    const before = [world.rows.get(id), world.secretRows.get(id)];
    const next = properties({ url: 'https://10.0.0.1/' });
    const answer = await world.request('Update', { ResourceProperties: next });
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect([world.rows.get(id), world.secretRows.get(id)]).toStrictEqual(before);
  });

  it('waits while IAM does not know the new permission yet', async () => {
    const world = createWorld();
    world.faults.push(Object.assign(new Error('not now'), { name: 'AccessDeniedException' }));
    expect(await world.request('Create')).toMatchObject(isSuccess);
    expect(world.waits).toStrictEqual([1000]);
  });
});
