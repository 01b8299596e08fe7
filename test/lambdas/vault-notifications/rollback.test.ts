import { describe, expect, it } from 'vitest';
import {
  createVaultsWorld,
  notifies,
  OUR_TOPIC,
  properties,
  THEIR_TOPIC,
} from '../../support/vaults-world.ts';

const ours = notifies(OUR_TOPIC);
const theirs = notifies(THEIR_TOPIC, ['ArchiveRetrievalCompleted']);
const isSuccess = { Status: 'SUCCESS' };

describe('an Update that undoes a failed one', () => {
  it('may forget the vaults, as the stack had none before', async () => {
    const world = createVaultsWorld({ photos: undefined });
    await world.create(properties());
    await world.update(properties(['photos']), properties());
    world.state.isRollingBack = true;
    expect(await world.update(properties(), properties(['photos']))).toMatchObject(isSuccess);
    expect(world.present.get('photos')).toBeUndefined();
  });

  it('takes a vault again that had been taken over and was given back meanwhile', async () => {
    const world = createVaultsWorld({ photos: theirs, backups: undefined });
    await world.create(properties(['photos'], { Manage: 'take-over' }));
    const old = properties(['photos']);
    await world.update(properties(['backups']), old);
    expect(world.present.get('photos')).toStrictEqual(theirs);
    world.state.isRollingBack = true;
    expect(await world.update(old, properties(['backups']))).toMatchObject(isSuccess);
    expect(Object.fromEntries(world.present)).toStrictEqual({ photos: ours, backups: undefined });
    await world.delete(old);
    expect(world.present.get('photos')).toStrictEqual(theirs);
  });

  it('goes on without a vault that is gone', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: undefined });
    const old = properties(['photos', 'backups']);
    await world.create(old);
    world.present.delete('photos');
    expect(await world.update(old, properties(['backups']))).toMatchObject({ Status: 'FAILED' });
    world.state.isRollingBack = true;
    expect(await world.update(old, properties(['backups']))).toMatchObject(isSuccess);
    expect(world.log.lines).toContainEqual({
      level: 'warn',
      code: 'vault.skipped',
      fields: { kind: 'missing', vaultName: 'photos' },
    });
  });

  const skipped = (vaultName: string) => ({
    level: 'warn',
    code: 'vault.skipped',
    fields: { kind: 'occupied', vaultName, topicArn: THEIR_TOPIC },
  });

  it('leaves alone a vault that was pointed elsewhere, which is why the update failed', async () => {
    const world = createVaultsWorld({ photos: undefined, backups: undefined });
    const old = properties(['photos']);
    await world.create(old);
    world.present.set('photos', theirs);
    const next = properties(['photos', 'backups']);
    expect(await world.update(next, old)).toMatchObject({ Status: 'FAILED' });
    world.state.isRollingBack = true;
    expect(await world.update(old, next)).toMatchObject(isSuccess);
    expect(world.present.get('photos')).toStrictEqual(theirs);
    expect(world.log.lines).toContainEqual(skipped('photos'));
  });

  it('leaves alone the original configuration when it was restored from outside', async () => {
    const world = createVaultsWorld({ photos: theirs, backups: undefined });
    await world.create(properties(['photos'], { Manage: 'take-over' }));
    world.present.set('photos', theirs);
    const old = properties(['photos']);
    await world.update(properties(['backups']), old);
    world.state.isRollingBack = true;
    expect(await world.update(old, properties(['backups']))).toMatchObject(isSuccess);
    expect(world.present.get('photos')).toStrictEqual(theirs);
    expect(world.log.lines).toContainEqual(skipped('photos'));
  });

  it('leaves alone a vault of "*" that was created since, and notifies another topic', async () => {
    const world = createVaultsWorld({ photos: undefined });
    await world.create(properties('*'));
    world.present.set('letters', theirs);
    const next = properties('*', { TopicArn: `${OUR_TOPIC}-2` });
    expect(await world.update(next, properties('*'))).toMatchObject({ Status: 'FAILED' });
    world.state.isRollingBack = true;
    expect(await world.update(properties('*'), next)).toMatchObject(isSuccess);
    expect(Object.fromEntries(world.present)).toStrictEqual({ photos: ours, letters: theirs });
    expect(world.log.lines).toContainEqual(skipped('letters'));
  });

  it('leaves alone a vault that was given back, and has been changed since', async () => {
    const world = createVaultsWorld({ photos: theirs, backups: undefined });
    await world.create(properties(['photos'], { Manage: 'take-over' }));
    const old = properties(['photos']);
    await world.update(properties(['backups']), old);
    const changed = notifies(THEIR_TOPIC, ['InventoryRetrievalCompleted']);
    world.present.set('photos', changed);
    world.state.isRollingBack = true;
    expect(await world.update(old, properties(['backups']))).toMatchObject(isSuccess);
    expect(world.present.get('photos')).toStrictEqual(changed);
  });
});

describe('a vault that an Update has given back', () => {
  const givenBack = async () => {
    const world = createVaultsWorld({ photos: theirs, backups: undefined });
    const old = properties(['photos'], { Manage: 'take-over' });
    await world.create(old);
    await world.update(properties(['backups']), old);
    return world;
  };

  it('is remembered as such, also when Lambda repeats the request', async () => {
    const world = createVaultsWorld({ photos: theirs });
    const old = properties(['photos'], { Manage: 'take-over' });
    await world.create(old);
    const update = { RequestId: 'the-same', ResourceProperties: properties([]) };
    await world.request('Update', update);
    await world.request('Update', update);
    expect(world.memory.get('photos')).toStrictEqual({
      vaultName: 'photos',
      topicArns: [OUR_TOPIC],
      previous: theirs,
      releasedBy: 'the-same',
    });
  });

  it('is forgotten by the next request, which does not ask Glacier of it', async () => {
    const next = [
      (world: Awaited<ReturnType<typeof givenBack>>) =>
        world.update(properties(['backups']), properties(['backups'])),
      (world: Awaited<ReturnType<typeof givenBack>>) => world.delete(properties(['backups'])),
    ];
    for (const act of next) {
      const world = await givenBack();
      world.present.set('photos', ours);
      const callsBefore = world.calls.length;
      expect(await act(world)).toMatchObject(isSuccess);
      expect(world.memory.has('photos')).toBe(false);
      expect(world.calls.slice(callsBefore)).not.toContain('read photos');
      expect(world.present.get('photos')).toStrictEqual(ours);
    }
  });

  it('is not taken again by an Update that only wants it again', async () => {
    const world = await givenBack();
    const given = properties(['photos', 'backups']);
    expect(await world.update(given, properties(['backups']))).toMatchObject({ Status: 'FAILED' });
    expect(world.present.get('photos')).toStrictEqual(theirs);
  });
});
