import { GlacierClient, SetVaultNotificationsCommand } from '@aws-sdk/client-glacier';
import type { GlacierSimulator } from './glacier/glacier-simulator.ts';
import { account } from './template/account.ts';

/** Creates vaults and lets them announce their jobs at a topic, as their owner would by hand. */
export const notifyVaults = async (
  glacier: Pick<GlacierSimulator, 'url' | 'createVault'>,
  vaultNames: readonly string[],
  topicArn: string,
): Promise<void> => {
  const client = new GlacierClient({
    endpoint: glacier.url,
    region: account.region,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });
  for (const vaultName of vaultNames) {
    glacier.createVault(vaultName);
    await client.send(
      new SetVaultNotificationsCommand({
        accountId: '-',
        vaultName,
        vaultNotificationConfig: {
          SNSTopic: topicArn,
          Events: ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'],
        },
      }),
    );
  }
  client.destroy();
};
