import * as z from 'zod';
import { type Answer, answerJson } from '../api/answer.ts';
import type { Operation } from '../api/api-call.ts';
import { readBody } from '../api/read-body.ts';
import { invalidParameter, missingParameter, notFound } from '../api/refusals.ts';
import type { GlacierState } from '../glacier-state.ts';
import { readPageLimit } from '../jobs/requests/page-limit.ts';
import { findVault, isVaultName, vaultArn } from './find-vault.ts';
import { checkTopic } from './topic-rule.ts';
import { VAULT_EVENTS, type Vault } from './vault.ts';

const MOST_VAULTS = 10;

/** Lists vaults by name; a page starts after the vault that its marker, an ARN, names. */
export const listVaults: Operation = (state, { query }) => {
  const limit = readPageLimit(query, MOST_VAULTS);
  const marker = query.get('marker') ?? '';
  const rest = [...state.vaults.values()]
    .filter((vault) => vault.arn > marker)
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const page = rest.slice(0, limit);
  return answerJson({
    Marker: page.length < rest.length ? (page.at(-1)?.arn ?? null) : null,
    VaultList: page.map(describe),
  });
};

/** Describes a vault; the counts are as of now, where Glacier's are as of the last inventory. */
export const describeVault: Operation = (state, { vaultName }) =>
  answerJson(describe(findVault(state, vaultName)));

/** Creates a vault, or leaves the one that is there. */
export const createVault: Operation = (state, { vaultName }) => {
  ensureVault(state, vaultName);
  return { status: 201, headers: { location: `/${state.accountId}/vaults/${vaultName}` } };
};

/** Deletes a vault that holds no archive; the message was observed (leeroybrun/glacier-vault-remove #2). */
export const deleteVault: Operation = (state, { vaultName }): Answer => {
  const vault = state.vaults.get(vaultName);
  if (vault !== undefined && vault.archives.size > 0) {
    throw invalidParameter(`Vault not empty or recently written to: ${vault.arn}`);
  }
  state.vaults.delete(vaultName);
  return { status: 204 };
};

/** Finds a vault, or creates it. */
export const ensureVault = (state: GlacierState, name: string): Vault => {
  if (!isVaultName(name)) throw invalidParameter(`Invalid vault name: ${name}`);
  const vault = state.vaults.get(name) ?? {
    name,
    arn: vaultArn(state, name),
    createdAt: state.clock.now(),
    archives: new Map(),
    jobs: new Map(),
    notifications: undefined,
  };
  state.vaults.set(name, vault);
  return vault;
};

const describe = ({ name, arn, createdAt, archives }: Vault) => {
  const held = [...archives.values()];
  const lastAdded = held.at(-1)?.createdAt;
  return {
    CreationDate: new Date(createdAt).toISOString(),
    LastInventoryDate: lastAdded === undefined ? null : new Date(lastAdded).toISOString(),
    NumberOfArchives: held.length,
    SizeInBytes: held.reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0),
    VaultARN: arn,
    VaultName: name,
  };
};

const configurationSchema = z.object({
  SNSTopic: z.string().nullish(),
  Events: z.array(z.string()).nullish(),
});

/** Returns a vault's configuration; the message of an unset one was observed (terraform-provider-aws). */
export const getVaultNotifications: Operation = (state, { vaultName }) => {
  const { arn, notifications } = findVault(state, vaultName);
  if (notifications === undefined) {
    throw notFound(`No notification configuration is set for vault: ${arn}`);
  }
  return answerJson({ Events: notifications.events, SNSTopic: notifications.topicArn });
};

/** Replaces a vault's only configuration. */
export const setVaultNotifications: Operation = (state, { vaultName, body }) => {
  const vault = findVault(state, vaultName);
  const { SNSTopic, Events } = readBody(body, configurationSchema, 'Vault Notification Config');
  if (!SNSTopic) throw missingParameter('SNSTopic');
  if (!Events || Events.length === 0) throw missingParameter('Events');
  const known: readonly string[] = VAULT_EVENTS;
  const unknown = Events.find((event) => !known.includes(event));
  if (unknown !== undefined) throw invalidParameter(`Invalid notification event: ${unknown}`);
  vault.notifications = { topicArn: checkTopic(SNSTopic, state.region), events: Events };
  return { status: 204 };
};

/** Removes a vault's configuration, if it has one. */
export const deleteVaultNotifications: Operation = (state, { vaultName }) => {
  findVault(state, vaultName).notifications = undefined;
  return { status: 204 };
};
