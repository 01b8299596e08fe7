import { describe, expect, it } from 'vitest';
import { GlacierCallError } from '../../../lambdas/core/glacier/call-error.ts';
import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';
import { createVaultsWorld, notifies, OUR_TOPIC, properties } from '../../support/vaults-world.ts';

const isSuccess = { Status: 'SUCCESS' };
const glacierSays = (outcome: 'busy' | 'denied') =>
  new GlacierCallError(`Glacier did not respond: ${outcome}`, { cause: undefined, outcome });

const repeatsOf = (call: string, calls: readonly string[]) => {
  const made = calls.filter((one) => one.startsWith(`${call} `));
  return made.length - new Set(made).size;
};

describe('patience', () => {
  it.each(['busy', 'denied'] as const)('waits while Glacier says %s', async (outcome) => {
    const world = createVaultsWorld({ photos: undefined });
    world.failWith(() => (world.waits.length < 3 ? glacierSays(outcome) : undefined));
    expect(await world.create(properties(['photos']))).toMatchObject(isSuccess);
    expect(world.waits).toStrictEqual([1000, 5000, 5000]);
  });

  it.each([
    'AccessDeniedException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'ThrottlingException',
  ])('waits while the table says %s', async (name) => {
    const world = createVaultsWorld({ photos: undefined });
    const error = Object.assign(new Error('not now'), { name });
    world.failWith((call) => (call === 'keep' && world.waits.length < 1 ? error : undefined));
    expect(await world.create(properties(['photos']))).toMatchObject(isSuccess);
  });

  it.each(['AccessDenied', 'Throttling'])('waits while CloudFormation says %s', async (name) => {
    const world = createVaultsWorld({ photos: undefined });
    const old = properties(['photos']);
    await world.create(old);
    world.state.isRollingBack = true;
    const error = Object.assign(new Error('not now'), { name });
    world.failWith((call) => (call === 'ask' && world.waits.length < 1 ? error : undefined));
    expect(await world.update(properties(), old)).toMatchObject(isSuccess);
    expect(world.waits).toHaveLength(1);
  });

  it('ends after a minute, with the reason', async () => {
    const world = createVaultsWorld({ photos: undefined });
    world.failWith((call) => (call === 'read' ? glacierSays('denied') : undefined));
    expect(await world.create(properties(['photos']))).toMatchObject({
      Status: 'FAILED',
      Reason: 'Vault photos: Glacier did not respond: denied',
    });
    expect(world.waits).toHaveLength(12);
  });

  it.each([100, 1000])('repeats the throttled call at its vault, of %i vaults', async (count) => {
    const names = Array.from({ length: count }, (_, index) => `vault-${index}`);
    const world = createVaultsWorld(Object.fromEntries(names.map((name) => [name, undefined])));
    const random = createRandom(count);
    const throttle = (call: string) =>
      ['read', 'set', 'remove'].includes(call) && random() < 0.01 ? glacierSays('busy') : undefined;
    world.failWith(throttle);
    expect(await world.create(properties('*'))).toMatchObject(isSuccess);
    expect(world.waits.length).toBeGreaterThan(0);
    expect(world.calls.filter((call) => call.startsWith('read'))).toHaveLength(
      count + world.waits.length - repeatsOf('set', world.calls),
    );
    expect(await world.delete(properties('*'))).toMatchObject(isSuccess);
    expect([...world.present.values()]).toStrictEqual(names.map(() => undefined));
  });

  it('with a denial lasts a minute for the whole request, not for each vault', async () => {
    const names = ['a', 'b', 'c'];
    const world = createVaultsWorld(Object.fromEntries(names.map((name) => [name, undefined])));
    await world.create(properties(names));
    world.failWith((call) => (call === 'remove' ? glacierSays('denied') : undefined));
    expect(await world.delete(properties(names))).toMatchObject({ Status: 'FAILED' });
    expect(world.waits).toHaveLength(12);
    expect(world.calls.filter((call) => call === 'remove c')).toHaveLength(1);
  });

  it('lists the vaults of "*" although a page is throttled', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: undefined });
    world.failWith((call) =>
      call === 'page' && world.waits.length < 1 ? glacierSays('busy') : undefined,
    );
    expect(await world.create(properties('*'))).toMatchObject(isSuccess);
  });

  it('is of no use for other faults', async () => {
    const world = createVaultsWorld({ photos: undefined });
    world.failWith((call) => (call === 'keep' ? new Error('The table is gone') : undefined));
    expect(await world.create(properties(['photos']))).toMatchObject({ Status: 'FAILED' });
    expect(world.waits).toStrictEqual([]);
  });
});

describe('the answer', () => {
  it.each([
    ['Create', ['photos'], 'CloudFormation rolls it back. Add the vaults in several deployments.'],
    ['Update', ['photos'], 'CloudFormation rolls it back. Add the vaults in several deployments.'],
    // An account can have more vaults than the setting can name.
    ['Create', '*', 'rolls it back. Set glacierJobNotifier.manageVaultNotifications to false'],
    ['Delete', ['photos'], 'Delete the stack again: it continues with the remaining vaults.'],
  ] as const)(
    'to a %s of %j is given in time when a call hangs, with a remedy that is possible',
    async (type, vaults, remedy) => {
      const world = createVaultsWorld({ photos: undefined });
      const given = { ResourceProperties: properties(vaults) };
      await world.create(given.ResourceProperties);
      const time = new AbortController();
      world.failWith((call) => {
        if (call !== 'read') return undefined;
        setImmediate(() => time.abort());
        return 'hangs';
      });
      expect(await world.request(type, given, time.signal)).toMatchObject({
        Status: 'FAILED',
        Reason: expect.stringMatching(
          new RegExp(
            `^The timeout expired before all vaults were processed\\..*${remedy.replaceAll('.', '\\.')}`,
          ),
        ),
      });
    },
  );

  it('is the end: no vault is touched after it', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: undefined });
    const time = new AbortController();
    world.failWith((call, name) => {
      if (call === 'set' && name === 'photos') time.abort();
      return undefined;
    });
    await world.create(properties(['photos', 'backups']), time.signal);
    await new Promise(setImmediate);
    expect(Object.fromEntries(world.present)).toStrictEqual({
      photos: notifies(OUR_TOPIC),
      backups: undefined,
    });
  });

  it('is short enough for CloudFormation, whatever the fault says', async () => {
    const world = createVaultsWorld({ photos: undefined });
    world.failWith(() => new Error('"ä\n'.repeat(5000)));
    const answer = await world.create(properties(['photos']));
    expect(answer?.Status).toBe('FAILED');
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(4096);
  });

  it('cannot be given to what is no request of CloudFormation', async () => {
    const world = createVaultsWorld({});
    await expect(world.request('Rename', {})).rejects.toThrow(
      'not a CloudFormation custom resource request',
    );
  });
});
