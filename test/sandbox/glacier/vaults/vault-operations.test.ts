import {
  CreateVaultCommand,
  DeleteVaultCommand,
  DeleteVaultNotificationsCommand,
  DescribeVaultCommand,
  GetVaultNotificationsCommand,
  ListVaultsCommand,
  paginateListVaults,
  SetVaultNotificationsCommand,
} from '@aws-sdk/client-glacier';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  startTestGlacier,
  type TestGlacier,
  VAULT_TOPIC,
  vaultArn,
} from '../start-test-glacier.ts';

let test: TestGlacier;
beforeEach(async () => {
  test = await startTestGlacier();
});
afterEach(() => test.stop());

const photos = { accountId: '-', vaultName: 'photos' };

describe('vaults', () => {
  it('are created once, under either form of the account', async () => {
    const created = await test.client.send(
      new CreateVaultCommand({ accountId: ACCOUNT, vaultName: 'backups' }),
    );
    const before = await test.client.send(
      new DescribeVaultCommand({ ...photos, vaultName: 'backups' }),
    );
    test.clock.advance(1000);
    await test.client.send(new CreateVaultCommand({ accountId: '-', vaultName: 'backups' }));
    const after = await test.client.send(
      new DescribeVaultCommand({ ...photos, vaultName: 'backups' }),
    );

    expect(created).toMatchObject({
      $metadata: { httpStatusCode: 201 },
      location: `/${ACCOUNT}/vaults/backups`,
    });
    expect(after.CreationDate).toBe(before.CreationDate);
  });

  it('are described with the archives they hold', async () => {
    expect(await test.client.send(new DescribeVaultCommand(photos))).toMatchObject({
      VaultName: 'photos',
      VaultARN: vaultArn('photos'),
      NumberOfArchives: 0,
      SizeInBytes: 0,
    });
    const raw = await (await test.request('/-/vaults/photos')).json();
    expect(raw).toHaveProperty('LastInventoryDate', null);

    test.glacier.addArchive('photos', { archiveId: 'a', sizeInBytes: 70 });
    test.glacier.addArchive('photos', { archiveId: 'b', sizeInBytes: 30 });
    expect(await test.client.send(new DescribeVaultCommand(photos))).toMatchObject({
      NumberOfArchives: 2,
      SizeInBytes: 100,
      LastInventoryDate: expect.any(String),
    });
  });

  it('are deleted when empty, and again without complaint', async () => {
    await test.client.send(new DeleteVaultCommand(photos));
    const again = await test.client.send(new DeleteVaultCommand(photos));

    expect(again.$metadata.httpStatusCode).toBe(204);
    await expect(test.client.send(new DescribeVaultCommand(photos))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Vault not found for ARN: ${vaultArn('photos')}`,
    });
  });

  it('are kept while they hold archives', async () => {
    test.glacier.addArchive('photos', { archiveId: 'a' });

    await expect(test.client.send(new DeleteVaultCommand(photos))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: `Vault not empty or recently written to: ${vaultArn('photos')}`,
    });
  });

  it('are listed by name in pages of ten', async () => {
    const names = Array.from({ length: 22 }, (_, i) => `vault-${String(i).padStart(2, '0')}`);
    for (const name of names.toReversed()) {
      test.glacier.createVault(name);
    }
    const pages: (readonly (string | undefined)[])[] = [];
    for await (const page of paginateListVaults({ client: test.client }, { accountId: '-' })) {
      pages.push(page.VaultList?.map(({ VaultName }) => VaultName) ?? []);
    }

    expect(pages.map((page) => page.length)).toStrictEqual([10, 10, 3]);
    expect(pages.flat()).toStrictEqual(['photos', ...names]);
    const two = await test.client.send(new ListVaultsCommand({ accountId: '-', limit: 2 }));
    expect(two.VaultList).toHaveLength(2);
    expect(two.Marker).toBe(vaultArn('vault-00'));
  });

  it('refuse a page of a size that Glacier does not have', async () => {
    for (const limit of [0, 11]) {
      await expect(
        test.client.send(new ListVaultsCommand({ accountId: '-', limit })),
      ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    }
  });

  it('refuse a name that no vault can have', async () => {
    await expect(
      test.client.send(new CreateVaultCommand({ accountId: '-', vaultName: 'a b' })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    await expect(
      test.client.send(new DescribeVaultCommand({ accountId: '-', vaultName: 'z:z' })),
    ).rejects.toMatchObject({ message: 'Vault not found for ARN: z:z' });
    expect(() => test.glacier.createVault('a b')).toThrow('Invalid vault name: a b');
  });
});

describe('vault notifications', () => {
  const configuration = {
    SNSTopic: VAULT_TOPIC,
    Events: ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'],
  };
  const set = (vaultNotificationConfig: object) =>
    test.client.send(new SetVaultNotificationsCommand({ ...photos, vaultNotificationConfig }));
  const get = () => test.client.send(new GetVaultNotificationsCommand(photos));
  const unset = {
    name: 'ResourceNotFoundException',
    message: `No notification configuration is set for vault: ${vaultArn('photos')}`,
  };

  it('are not found until they are set, then overwritten, then deleted', async () => {
    await expect(get()).rejects.toMatchObject(unset);

    expect((await set(configuration)).$metadata.httpStatusCode).toBe(204);
    expect((await get()).vaultNotificationConfig).toStrictEqual(configuration);
    const other = { SNSTopic: `${VAULT_TOPIC}-2`, Events: ['ArchiveRetrievalCompleted'] };
    await set(other);
    expect((await get()).vaultNotificationConfig).toStrictEqual(other);

    await test.client.send(new DeleteVaultNotificationsCommand(photos));
    await test.client.send(new DeleteVaultNotificationsCommand(photos));
    await expect(get()).rejects.toMatchObject(unset);
  });

  it.each([
    [{ Events: configuration.Events }, 'Missing', 'Required parameter missing: SNSTopic'],
    [{ SNSTopic: VAULT_TOPIC }, 'Missing', 'Required parameter missing: Events'],
    [{ SNSTopic: VAULT_TOPIC, Events: [] }, 'Missing', 'Required parameter missing: Events'],
    [
      { SNSTopic: VAULT_TOPIC, Events: ['SelectCompleted'] },
      'Invalid',
      'Invalid notification event: SelectCompleted',
    ],
    [{ ...configuration, SNSTopic: 'topic' }, 'Invalid', 'Invalid SNS topic ARN: topic'],
    [
      { ...configuration, SNSTopic: `arn:aws:sns:us-east-1:${ACCOUNT}:t` },
      'Invalid',
      `SNS topics must be in the local AWS region: arn:aws:sns:us-east-1:${ACCOUNT}:t`,
    ],
  ])('refuse %j', async (bad, kind, message) => {
    await expect(set(bad)).rejects.toMatchObject({
      name: `${kind}ParameterValueException`,
      message,
    });
    await expect(get()).rejects.toMatchObject(unset);
  });
});
