import {
  DescribeVaultCommand,
  GetVaultNotificationsCommand,
  type GlacierClient,
} from '@aws-sdk/client-glacier';
import type { NotificationConfiguration, VaultFacts } from '../../doctor/facts.ts';
import { unlessMissing } from './unless-missing.ts';

/** Looks at a vault: whether it exists, and where it announces its jobs. */
export type InspectVault = (vaultName: string) => Promise<VaultFacts>;

/** Creates the inspector of vaults: `glacier:DescribeVault` and `glacier:GetVaultNotifications`. */
export const createVaultInspector =
  (client: GlacierClient): InspectVault =>
  async (name) => {
    const vault = { accountId: '-', vaultName: name };
    const described = await unlessMissing(client.send(new DescribeVaultCommand(vault)));
    if (described === undefined) return { name, exists: false };
    // A vault that does not exist and one without a configuration have the same code.
    const answer = await unlessMissing(client.send(new GetVaultNotificationsCommand(vault)));
    return { name, exists: true, notifications: toConfiguration(answer?.vaultNotificationConfig) };
  };

const toConfiguration = (
  config: { SNSTopic?: string | undefined; Events?: string[] | undefined } | undefined,
): NotificationConfiguration | undefined =>
  config?.SNSTopic === undefined
    ? undefined
    : { topicArn: config.SNSTopic, events: config.Events ?? [] };
