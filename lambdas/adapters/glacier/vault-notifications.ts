import {
  DeleteVaultNotificationsCommand,
  GetVaultNotificationsCommand,
  type GlacierClient,
  SetVaultNotificationsCommand,
  type VaultNotificationConfig,
} from '@aws-sdk/client-glacier';
import { InvalidInputError } from '../../core/errors.ts';
import type { VaultReading } from '../../core/vault/notifications.ts';
import type { VaultConfigurations } from '../../core/vault/ports.ts';
import { VaultName } from '../../core/vault/vault.ts';
import { callGlacier } from './call.ts';
import { readNotFound } from './vault.ts';

/** Creates the client of vaults' notification configurations, in the account of the credentials. */
export const createGlacierVaults = (client: GlacierClient): VaultConfigurations => ({
  read: async (vaultName) => {
    const command = new GetVaultNotificationsCommand(requireName(vaultName));
    try {
      const answer = await callGlacier(() => client.send(command));
      return readConfiguration(answer.vaultNotificationConfig);
    } catch (error) {
      return readAbsence(error);
    }
  },
  set: async (vaultName, { topicArn, events }) => {
    const command = new SetVaultNotificationsCommand({
      ...requireName(vaultName),
      vaultNotificationConfig: { SNSTopic: topicArn, Events: [...events] },
    });
    await callGlacier(() => client.send(command));
  },
  remove: async (vaultName) => {
    const command = new DeleteVaultNotificationsCommand(requireName(vaultName));
    try {
      await callGlacier(() => client.send(command));
    } catch (error) {
      if (readNotFound(error) === undefined) throw error;
    }
  },
});

// The SDK puts a name into the path as it is: `..` would reach another resource.
const requireName = (vaultName: string) => {
  if (VaultName.safeParse(vaultName).success) return { accountId: '-', vaultName };
  throw new InvalidInputError(`vaultName ${JSON.stringify(vaultName)} is not a vault name.`);
};

const readConfiguration = (given: VaultNotificationConfig | undefined): VaultReading =>
  given?.SNSTopic === undefined
    ? { kind: 'unset' }
    : { kind: 'set', configuration: { topicArn: given.SNSTopic, events: given.Events ?? [] } };

// Both an unset configuration and a missing vault are "not found"; only the text distinguishes them.
const readAbsence = (error: unknown): VaultReading => {
  const missing = readNotFound(error);
  if (missing === undefined) throw error;
  return { kind: missing.what === 'vault' ? 'missing' : 'unset' };
};
