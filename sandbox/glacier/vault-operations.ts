import { type Answer, answerJson } from './answer.ts';
import type { Operation } from './api-call.ts';
import { findVault, isVaultName, vaultArn } from './find-vault.ts';
import type { GlacierState } from './glacier-state.ts';
import { readPageLimit } from './page-limit.ts';
import { invalidParameter } from './refusals.ts';
import type { Vault } from './vault.ts';

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
  if (!isVaultName(name)) {
    throw invalidParameter(`Invalid vault name: ${name}`);
  }
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
