import { collectVaultNames } from '../core/collect-vault-names.ts';
import type { SweepRest, VaultSweep } from '../core/poll-ports.ts';
import { vaultArn as toVaultArn } from '../core/vault.ts';
import { refuseVault } from '../core/vault-scope.ts';
import { askGlacier } from './ask-glacier.ts';
import { handOn } from './hand-on.ts';
import { mapInParallel } from './map-in-parallel.ts';
import type { PollRun } from './poll-run.ts';
import { sweepVault } from './sweep-vault.ts';

const VAULTS_AT_ONCE = 8;
const VAULTS_A_MESSAGE = 200;

/** Lists the vaults that a sweep goes through. */
export const sweptVaults = async (run: PollRun): Promise<VaultSweep[]> => {
  const { vaults } = run.deps.scope;
  const names = vaults === '*' ? await listVaults(run) : vaults;
  return names.map((vaultName) => ({ vaultName }));
};

const listVaults = (run: PollRun): Promise<readonly string[]> => {
  const { scope, glacier } = run.deps;
  const subject = { vaultArn: toVaultArn({ ...scope, vaultName: '*' }), operation: 'ListVaults' };
  return collectVaultNames(async (marker) => {
    const call = () => glacier.listVaults(scope.accountId, marker);
    const result = await askGlacier(subject, call, run);
    // What is on the other pages is left to the next sweep.
    return result.kind === 'answered' ? result.answer : undefined;
  });
};

/** Registers the jobs of these vaults that nobody announced, and hands on the rest. */
export const runSweep = async ({ vaults, hops }: SweepRest, run: PollRun): Promise<void> => {
  const { scope } = run.deps;
  // A message may be older than the setting.
  const followed = vaults.filter(
    ({ vaultName }) => !refuseVault(scope, toVaultArn({ ...scope, vaultName })),
  );
  const rests: VaultSweep[] = [];
  await mapInParallel(followed, VAULTS_AT_ONCE, async (vault) => {
    const rest = await sweepVault(vault, run);
    if (rest) rests.push(rest);
  });
  for (let at = 0; at < rests.length; at += VAULTS_A_MESSAGE) {
    await handOn({ kind: 'sweep', vaults: rests.slice(at, at + VAULTS_A_MESSAGE), hops }, run);
  }
};
