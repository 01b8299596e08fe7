import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { webhookHeaders } from '../../../lambdas/core/delivery/request.ts';
import { validSecrets } from '../../../lambdas/core/endpoint/secret.ts';
import { DEFAULT_GRACE_HOURS } from '../../../operations/endpoints/grace-hours.ts';
import { registerEndpoint } from '../../../operations/endpoints/register.ts';
import { rotateEndpointSecret, rotateSecrets } from '../../../operations/endpoints/rotate.ts';
import { createEndpointWorld } from '../../support/endpoint-world.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse('2026-03-14T09:00:00.000Z');
const at = (hours: number) => new Date(NOW_MS + hours * HOUR_MS).toISOString();
const newSecret = { secret: 'new', createdAt: at(0) };

describe('rotateSecrets', () => {
  const rotate = (secrets: Parameters<typeof rotateSecrets>[0]['secrets'], graceHours: number) =>
    rotateSecrets({ secrets, newSecret, graceHours, nowMs: NOW_MS });

  it('lets the old secret sign for the grace period', () => {
    const old = { secret: 'old', createdAt: at(-100) };
    expect(rotate([old], 24)).toStrictEqual({
      kind: 'rotated',
      secrets: [newSecret, { ...old, expiresAt: at(24) }],
    });
  });

  it('lengthens no grace that runs already, shortens a longer one, and forgets what has ended', () => {
    const secrets = [
      { secret: 'a', createdAt: at(-1) },
      { secret: 'b', createdAt: at(-2), expiresAt: at(100) },
      { secret: 'c', createdAt: at(-3), expiresAt: at(5) },
      { secret: 'd', createdAt: at(-4), expiresAt: at(0) },
    ];
    const rotated = rotate(secrets, 24);
    expect(rotated.kind === 'rotated' && rotated.secrets.map((one) => one.expiresAt)).toStrictEqual(
      [undefined, at(24), at(24), at(5)],
    );
  });

  it('ends every other secret at once with a grace of 0', () => {
    const secrets = ['a', 'b', 'c', 'd', 'e', 'f'].map((secret) => ({ secret, createdAt: at(-9) }));
    expect(rotate(secrets, 0)).toStrictEqual({ kind: 'rotated', secrets: [newSecret] });
  });

  it('refuses a fifth old secret rather than break a promise', () => {
    const old = (hours: number) => ({ secret: 's', createdAt: at(-9), expiresAt: at(hours) });
    const three = [{ secret: 'a', createdAt: at(-1) }, old(9), old(8)];
    expect(rotate([...three, old(7)], 24).kind).toBe('rotated');
    expect(rotate([...three, old(7), old(6)], 24)).toStrictEqual({
      kind: 'refused',
      problems: [
        `4 old secrets are still valid; wait until ${at(6)}, or use a grace period of 0 hours, which revokes them all`,
      ],
    });
  });

  it.each([-1, 169, Number.NaN, Number.POSITIVE_INFINITY])('refuses a grace of %d', (hours) => {
    expect(rotate([], hours)).toStrictEqual({
      kind: 'refused',
      problems: [`graceHours is ${hours}; use 0 to 168 hours`],
    });
  });

  it('always signs with the new secret alone once every grace is over', () => {
    const secret = fc.record({
      secret: fc.string(),
      createdAt: fc.constant(at(-1)),
      expiresAt: fc.option(fc.integer({ min: -9, max: 200 }).map(at), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(secret, { maxLength: 5 }),
        fc.integer({ min: 0, max: 168 }),
        (secrets, hours) => {
          const rotated = rotate(secrets, hours);
          fc.pre(rotated.kind === 'rotated');
          const row = { endpointId: 'ep_1', url: '', headers: {}, secrets: [...rotated.secrets] };
          expect(validSecrets(row, NOW_MS)[0]).toBe('new');
          expect(validSecrets(row, NOW_MS + hours * HOUR_MS)).toStrictEqual(['new']);
        },
      ),
    );
  });
});

describe('rotateEndpointSecret', () => {
  const create = async () => {
    const world = createEndpointWorld();
    // The official library reads the clock itself.
    world.nowMs = Date.now();
    const registration = await registerEndpoint({ url: 'https://a.test/' }, world.deps);
    if (registration.kind === 'refused') throw new Error('refused');
    return { world, id: registration.endpoint.endpointId, secret: registration.secret };
  };

  it('makes deliveries that the official library verifies with the old and the new secret', async () => {
    const { world, id, secret } = await create();
    const rotation = await rotateEndpointSecret(id, DEFAULT_GRACE_HOURS, world.deps);
    if (rotation.kind !== 'rotated') throw new Error(rotation.kind);
    const row = world.secretRows.get(id)!;
    const body = '{"id":"evt_1"}';
    const sendAt = (ms: number) =>
      webhookHeaders({
        id: 'evt_1',
        body,
        // Which secrets sign at that time; the request itself is made now, for the library's clock.
        secrets: validSecrets(row, ms),
        headers: row.headers,
        nowMs: world.nowMs,
      });
    const during = sendAt(Date.parse(rotation.oldSecretsExpireAt) - 1);
    for (const key of [secret, rotation.secret]) {
      expect(new Webhook(key).verify(body, during)).toStrictEqual({ id: 'evt_1' });
    }
    const after = sendAt(Date.parse(rotation.oldSecretsExpireAt));
    expect(new Webhook(rotation.secret).verify(body, after)).toStrictEqual({ id: 'evt_1' });
    expect(() => new Webhook(secret).verify(body, after)).toThrow('No matching signature');
    expect(Date.parse(rotation.oldSecretsExpireAt)).toBe(world.nowMs + 24 * HOUR_MS);
  });

  it('reports a missing endpoint, a bad grace period, and a concurrent rotation', async () => {
    const { world, id } = await create();
    const { secrets } = world.deps;
    const busy = { ...secrets, replaceSecrets: () => Promise.resolve(false) };
    expect([
      await rotateEndpointSecret('ep_1', 24, world.deps),
      await rotateEndpointSecret(id, -1, world.deps),
      await rotateEndpointSecret(id, 24, { ...world.deps, secrets: busy }),
    ]).toMatchObject([
      { kind: 'unknown' },
      { kind: 'refused', problems: ['graceHours is -1; use 0 to 168 hours'] },
      { kind: 'refused', problems: [expect.stringContaining('rotated by another process')] },
    ]);
  });
});
