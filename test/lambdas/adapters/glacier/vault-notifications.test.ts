import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGlacierVaults } from '../../../../lambdas/adapters/glacier/vault-notifications.ts';
import {
  JOB_TOPIC,
  startTestGlacier,
  type TestGlacier,
  VAULT_TOPIC,
} from '../../../sandbox/glacier/start-test-glacier.ts';

let test: TestGlacier;

beforeEach(async () => {
  test = await startTestGlacier();
});
afterEach(() => test.stop());

const aConfiguration = (topicArn: string) => ({
  topicArn,
  events: ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'],
});

describe("Glacier's vault configurations", () => {
  it('are unset, set, replaced and removed', async () => {
    const vaults = createGlacierVaults(test.client);
    expect(await vaults.read('photos')).toStrictEqual({ kind: 'unset' });
    for (const topicArn of [VAULT_TOPIC, JOB_TOPIC]) {
      const configuration = aConfiguration(topicArn);
      await vaults.set('photos', configuration);
      expect(await vaults.read('photos')).toStrictEqual({ kind: 'set', configuration });
    }
    await vaults.remove('photos');
    expect(await vaults.read('photos')).toStrictEqual({ kind: 'unset' });
  });

  it('are distinguished from a missing vault', async () => {
    expect(await createGlacierVaults(test.client).read('nowhere')).toStrictEqual({
      kind: 'missing',
    });
  });

  it('are removed although the vault is gone, but not although Glacier is busy', async () => {
    const vaults = createGlacierVaults(test.client);
    await expect(vaults.remove('nowhere')).resolves.toBeUndefined();
    test.glacier.faults.set({ throttle: 1 });
    await expect(vaults.remove('photos')).rejects.toMatchObject({ outcome: 'busy' });
  });

  it('pass on what Glacier says of a topic in another region', async () => {
    const elsewhere = aConfiguration('arn:aws:sns:us-east-1:123456789012:topic');
    await expect(createGlacierVaults(test.client).set('photos', elsewhere)).rejects.toMatchObject({
      outcome: 'refused',
      message: expect.stringContaining('SNS topics must be in the local AWS region'),
    });
  });

  it('say when Glacier is busy', async () => {
    test.glacier.faults.set({ throttle: 1 });
    await expect(createGlacierVaults(test.client).read('photos')).rejects.toMatchObject({
      outcome: 'busy',
    });
  });

  it('never let a name become another path', async () => {
    await expect(createGlacierVaults(test.client).remove('..')).rejects.toThrow(
      'vaultName ".." is not a vault name.',
    );
  });
});
