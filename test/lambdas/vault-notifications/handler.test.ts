import { describe, expect, it } from 'vitest';
import { GlacierCallError } from '../../../lambdas/core/glacier/call-error.ts';
import {
  createVaultsWorld,
  notifies,
  OUR_TOPIC,
  properties,
  THEIR_TOPIC,
} from '../../support/vaults-world.ts';

const ours = notifies(OUR_TOPIC);
const theirs = notifies(THEIR_TOPIC, ['ArchiveRetrievalCompleted']);
const glacierSays = (outcome: 'busy' | 'denied' | 'refused' | 'unsupported') =>
  new GlacierCallError(`Glacier did not respond: ${outcome}`, { cause: undefined, outcome });
const isSuccess = { Status: 'SUCCESS' };
const changes = (calls: readonly string[]) => calls.filter((call) => !/^(?:read|list)/.test(call));

describe('Create', () => {
  it('points every vault at the topic, and answers CloudFormation in full', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: undefined, other: undefined });
    await world.create(properties(['photos', 'backups']));
    expect(Object.fromEntries(world.present)).toStrictEqual({
      photos: ours,
      backups: ours,
      other: undefined,
    });
    expect(world.answers).toStrictEqual([
      {
        url: 'https://answers.example/1',
        answer: {
          Status: 'SUCCESS',
          Reason: 'Up to date.',
          PhysicalResourceId: 'VaultNotifications',
          StackId: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/S/1',
          RequestId: 'request-1',
          LogicalResourceId: 'VaultNotifications',
        },
      },
    ]);
  });

  it('remembers each vault before it changes it', async () => {
    const world = createVaultsWorld({ photos: theirs, backups: undefined });
    await world.create(properties(['photos', 'backups'], { Manage: 'take-over' }));
    expect(changes(world.calls)).toStrictEqual([
      'keep photos',
      'set photos',
      'keep backups',
      'set backups',
    ]);
    expect(world.memory.get('photos')?.previous).toStrictEqual(theirs);
  });

  it('changes nothing when one vault notifies another topic, and says how to go on', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: theirs });
    const answer = await world.create(properties(['photos', 'backups']));
    expect(answer).toMatchObject({ Status: 'FAILED' });
    expect(answer?.Reason).toContain(`backups (${THEIR_TOPIC})`);
    expect(answer?.Reason).toContain('"take-over"');
    expect(answer?.Reason).toContain('No changes were made.');
    expect(changes(world.calls)).toStrictEqual([]);
  });

  it('changes nothing when a vault does not exist, and names it', async () => {
    const world = createVaultsWorld({ photos: undefined });
    const answer = await world.create(properties(['photos', 'phtos']));
    expect(answer?.Status).toBe('FAILED');
    expect(answer?.Reason).toMatch(
      /These vaults do not exist in eu-west-1 of account 123456789012: phtos\. Create them/,
    );
    expect(changes(world.calls)).toStrictEqual([]);
  });

  it('refuses a topic of another region', async () => {
    const world = createVaultsWorld({ photos: undefined });
    const TopicArn = 'arn:aws:sns:us-east-1:123456789012:notices';
    const answer = await world.create(properties(['photos'], { TopicArn, Manage: 'false' }));
    expect(answer?.Status).toBe('FAILED');
    expect(answer?.Reason).toContain(`${TopicArn} of the setting`);
    expect(answer?.Reason).toContain('not in eu-west-1 (aws)');
    expect(world.calls).toStrictEqual([]);
  });

  it.each([
    ['Manage is false', properties(['photos'], { Manage: 'false' })],
    ['no vault is named', properties([])],
    ['nothing is said of vaults', properties()],
  ])('leaves the vaults alone when %s', async (_, given) => {
    const world = createVaultsWorld({ photos: theirs });
    expect(await world.create(given)).toMatchObject(isSuccess);
    expect(world.calls).toStrictEqual(['list']);
  });

  it('takes "*" for every vault that there is', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: undefined, letters: undefined });
    await world.create(properties('*'));
    expect([...world.present.values()]).toStrictEqual([ours, ours, ours]);
  });

  it('adopts a configuration that points at the topic, and does nothing when repeated', async () => {
    const world = createVaultsWorld({ photos: notifies(OUR_TOPIC, ['ArchiveRetrievalCompleted']) });
    await world.create(properties(['photos']));
    await world.create(properties(['photos']));
    expect(changes(world.calls)).toStrictEqual(['keep photos', 'set photos', 'keep photos']);
    expect(world.present.get('photos')).toStrictEqual(ours);
  });
});

describe('a Create that fails in the middle', () => {
  const interrupted = async () => {
    const world = createVaultsWorld({ photos: theirs, backups: theirs });
    world.failWith((call, name) =>
      call === 'set' && name === 'backups' ? glacierSays('refused') : undefined,
    );
    const given = properties(['photos', 'backups'], { Manage: 'take-over' });
    const answer = await world.create(given);
    world.failWith(() => undefined);
    return { world, given, answer };
  };

  it('names the vault, and is undone by the Delete that follows', async () => {
    const { world, given, answer } = await interrupted();
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: 'Vault backups: Glacier did not respond: refused',
    });
    expect(world.present.get('photos')).toStrictEqual(ours);
    expect(await world.delete(given)).toMatchObject(isSuccess);
    expect([...world.present.values()]).toStrictEqual([theirs, theirs]);
    expect(world.memory.size).toBe(0);
  });

  it('is completed when it is repeated, and can still be undone', async () => {
    const { world, given } = await interrupted();
    expect(await world.create(given)).toMatchObject(isSuccess);
    expect([...world.present.values()]).toStrictEqual([ours, ours]);
    await world.delete(given);
    expect([...world.present.values()]).toStrictEqual([theirs, theirs]);
  });
});

describe('Update', () => {
  it('points added vaults at the topic and gives dropped ones back', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: theirs, letters: undefined });
    const old = properties(['photos', 'backups'], { Manage: 'take-over' });
    await world.create(old);
    const answer = await world.update(properties(['photos', 'letters']), old);
    expect(answer).toMatchObject({ ...isSuccess, PhysicalResourceId: 'VaultNotifications' });
    expect(Object.fromEntries(world.present)).toStrictEqual({
      photos: ours,
      backups: theirs,
      letters: ours,
    });
  });

  it('gives all back when the vaults are to be left alone from now on', async () => {
    const world = createVaultsWorld({ photos: undefined });
    await world.create(properties(['photos']));
    await world.update(properties(['photos'], { Manage: 'false' }), properties(['photos']));
    expect(world.present.get('photos')).toBeUndefined();
  });

  it('moves vaults from one topic of ours to the next, and remembers what was there first', async () => {
    const world = createVaultsWorld({ photos: theirs });
    const old = properties(['photos'], { Manage: 'take-over' });
    await world.create(old);
    const TopicArn = `${OUR_TOPIC}-2`;
    await world.update(properties(['photos'], { TopicArn }), old);
    expect(world.present.get('photos')?.topicArn).toBe(TopicArn);
    await world.delete(old);
    expect(world.present.get('photos')).toStrictEqual(theirs);
  });

  it('knows a vault again although the move to the next topic stopped half-way', async () => {
    const world = createVaultsWorld({ photos: undefined });
    await world.create(properties(['photos']));
    world.failWith((call) => (call === 'set' ? glacierSays('refused') : undefined));
    const moved = properties(['photos'], { TopicArn: `${OUR_TOPIC}-2` });
    expect(await world.update(moved, properties(['photos']))).toMatchObject({ Status: 'FAILED' });
    await world.delete(moved);
    expect(world.present.get('photos')).toBeUndefined();
  });

  it.each([
    [['photos', 'backups'], 'photos, backups'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
    ['*' as const, 'every vault ("*")'],
  ])('is refused when it forgets that %j were named', async (vaults, named) => {
    const world = createVaultsWorld({ photos: undefined });
    const answer = await world.update(properties(), properties(vaults));
    expect(answer?.Status).toBe('FAILED');
    expect(answer?.Reason).toContain(`would stop tracking ${named}, because the setting`);
    expect(answer?.Reason).toContain('glacierJobNotifier.vaults is missing');
    expect(world.calls).toStrictEqual(['ask']);
  });

  it('is not refused when it drops every vault on purpose', async () => {
    const world = createVaultsWorld({ photos: undefined });
    await world.create(properties(['photos']));
    expect(await world.update(properties([]), properties(['photos']))).toMatchObject(isSuccess);
    expect(world.present.get('photos')).toBeUndefined();
  });

  it('refuses to overwrite a configuration that was changed since, except in the mode take-over', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: undefined });
    await world.create(properties(['photos']));
    world.present.set('photos', theirs);
    const given = properties(['photos', 'backups']);
    expect(await world.update(given, properties(['photos']))).toMatchObject({ Status: 'FAILED' });
    const takeOver = { ...given, Manage: 'take-over' };
    expect(await world.update(takeOver, properties(['photos']))).toMatchObject(isSuccess);
    await world.delete(takeOver);
    expect(world.present.get('photos')).toStrictEqual(theirs);
  });
});

describe('Delete', () => {
  it('gives every vault back, and has nothing to do when repeated', async () => {
    const world = createVaultsWorld({ photos: theirs, backups: undefined });
    const given = properties(['photos', 'backups'], { Manage: 'take-over' });
    await world.create(given);
    await world.delete(given);
    const callsBefore = world.calls.length;
    expect(await world.delete(given)).toMatchObject(isSuccess);
    expect(world.calls.slice(callsBefore)).toStrictEqual(['list']);
    expect(Object.fromEntries(world.present)).toStrictEqual({ photos: theirs, backups: undefined });
  });

  it('leaves alone configurations that were changed or removed since', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: undefined, letters: undefined });
    const given = properties(['photos', 'backups', 'letters']);
    await world.create(given);
    world.present.set('photos', theirs);
    world.present.set('backups', undefined);
    world.present.delete('letters');
    const callsBefore = world.calls.length;
    expect(await world.delete(given)).toMatchObject(isSuccess);
    expect(changes(world.calls.slice(callsBefore))).toStrictEqual([
      'forget photos',
      'forget backups',
      'forget letters',
    ]);
  });

  it.each([theirs, undefined])(
    'succeeds when a vault that had %j is deleted meanwhile',
    async (was) => {
      const world = createVaultsWorld({ photos: was, backups: undefined });
      const given = properties(['photos', 'backups'], { Manage: 'take-over' });
      await world.create(given);
      world.failWith((call, name) => {
        if (call !== 'read' && name === 'photos') world.present.delete('photos');
        return undefined;
      });
      expect(await world.delete(given)).toMatchObject(isSuccess);
      expect(Object.fromEntries(world.present)).toStrictEqual({ backups: undefined });
      expect(world.memory.size).toBe(0);
    },
  );

  it('succeeds after a Create that was refused, whatever its properties were', async () => {
    const world = createVaultsWorld({ photos: theirs });
    const broken = properties(['photos'], { Manage: 'perhaps' });
    const answer = await world.create(broken);
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('Manage: ') });
    const PhysicalResourceId = 'made-up-by-cloudformation';
    const deleted = await world.request('Delete', {
      PhysicalResourceId,
      ResourceProperties: broken,
    });
    expect(deleted).toMatchObject({ ...isSuccess, PhysicalResourceId });
    expect(world.present.get('photos')).toStrictEqual(theirs);
  });

  it('takes the configuration away when Glacier refuses what was there before', async () => {
    const world = createVaultsWorld({ photos: theirs });
    const given = properties(['photos'], { Manage: 'take-over' });
    await world.create(given);
    world.failWith((call) => (call === 'set' ? glacierSays('refused') : undefined));
    expect(await world.delete(given)).toMatchObject(isSuccess);
    expect(world.present.get('photos')).toBeUndefined();
    expect(world.log.lines).toContainEqual(
      expect.objectContaining({
        code: 'vault.restore-refused',
        fields: { vaultName: 'photos', configuration: theirs },
      }),
    );
  });

  it('gives back every other vault when one is denied, and names that one in the end', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const world = createVaultsWorld({ a: undefined, b: theirs, c: undefined, d: undefined });
    const given = properties(names, { Manage: 'take-over' });
    await world.create(given);
    world.failWith((call, name) =>
      name === 'b' && call !== 'read' ? glacierSays('denied') : undefined,
    );
    const { Status, Reason } = (await world.delete(given)) ?? {};
    expect(Status).toBe('FAILED');
    expect(Reason).toBe(
      'Not restored: b. Fix the cause and try again; all other vaults were restored. Vault b: Glacier did not respond: denied',
    );
    expect([...world.present.values()]).toStrictEqual([undefined, ours, undefined, undefined]);
    expect([...world.memory.keys()]).toStrictEqual(['b']);
    world.failWith(() => undefined);
    expect(await world.delete(given)).toMatchObject(isSuccess);
    expect(world.present.get('b')).toStrictEqual(theirs);
  });

  it('repeats a throttled call at a later vault after it gave up at an earlier one', async () => {
    const names = ['a', 'b', 'c'];
    const world = createVaultsWorld({ a: undefined, b: undefined, c: undefined });
    const given = properties(names);
    await world.create(given);
    const left = new Map([
      ['a', Number.POSITIVE_INFINITY],
      ['b', 1],
    ]);
    world.failWith((call, name) => {
      if (call !== 'remove') return undefined;
      const times = left.get(name) ?? 0;
      left.set(name, times - 1);
      return times > 0 ? glacierSays('busy') : undefined;
    });
    const { Reason } = (await world.delete(given)) ?? {};
    expect(Reason).toContain('Not restored: a.');
    expect([...world.memory.keys()]).toStrictEqual(['a']);
  });

  it('keeps what it remembers while Glacier does not let it', async () => {
    const world = createVaultsWorld({ photos: theirs });
    const given = properties(['photos'], { Manage: 'take-over' });
    await world.create(given);
    world.failWith((call) => (call === 'set' ? glacierSays('denied') : undefined));
    expect(await world.delete(given)).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('Vault photos'),
    });
    world.failWith(() => undefined);
    await world.delete(given);
    expect(world.present.get('photos')).toStrictEqual(theirs);
  });

  it('succeeds for an account that Glacier no longer serves', async () => {
    const world = createVaultsWorld({ photos: undefined });
    await world.create(properties(['photos']));
    world.failWith((call) => (call === 'read' ? glacierSays('unsupported') : undefined));
    expect(await world.delete(properties(['photos']))).toMatchObject(isSuccess);
  });
});

describe('two stacks at one vault', () => {
  it('give it back as they found it, the later one first', async () => {
    const world = createVaultsWorld({ photos: undefined });
    const other = createVaultsWorld({});
    const given = properties(['photos']);
    const TopicArn = `${OUR_TOPIC}-of-the-other`;
    const taking = properties(['photos'], { TopicArn, Manage: 'take-over' });
    await world.create(given);
    other.present.set('photos', world.present.get('photos'));
    await other.create(taking);
    expect(other.present.get('photos')?.topicArn).toBe(TopicArn);
    await other.delete(taking);
    expect(other.present.get('photos')).toStrictEqual(ours);
  });

  it('do not disturb the later one when the first goes', async () => {
    const world = createVaultsWorld({ photos: undefined });
    await world.create(properties(['photos']));
    const others = notifies(`${OUR_TOPIC}-of-the-other`);
    world.present.set('photos', others);
    await world.delete(properties(['photos']));
    expect(world.present.get('photos')).toStrictEqual(others);
  });
});
