import { mapInParallel } from '../../core/function/map-in-parallel.ts';
import { followMarkers } from '../../core/glacier/follow-markers.ts';
import type { VaultPage } from '../../core/glacier/ports.ts';
import type { SweepRemainder, VaultListRemainder, VaultSweep } from '../../core/polling/ports.ts';
import { refuseVault } from '../../core/vault/scope.ts';
import { vaultArn as toVaultArn } from '../../core/vault/vault.ts';
import { type CallResult, callGlacier } from '../calls/call-glacier.ts';
import { requeue } from '../requeue.ts';
import type { PollRun } from '../run.ts';
import { sweepVault } from './sweep-vault.ts';

// Small messages, each of which sweeps one vault at a time: where Glacier throttles, the remainder of
// a large one would be requeued too often, and calls side by side would refuse each other.
const VAULTS_A_MESSAGE = 5;
const MESSAGES_AT_ONCE = 8;

/** Sweeps every vault of `vaults`. */
export const beginSweep = (run: PollRun): Promise<void> => {
  const { vaults } = run.deps.scope;
  return vaults === '*'
    ? runAccountSweep({ kind: 'vault-list', hops: 0 }, run)
    : runSweep({ kind: 'sweep', vaults: vaults.map((vaultName) => ({ vaultName })), hops: 0 }, run);
};

/** Lists the account's vaults and sweeps them; requeues the marker when there is no time for them all. */
export const runAccountSweep = async (
  { marker: from, hops }: VaultListRemainder,
  run: PollRun,
): Promise<void> => {
  const follow = followMarkers(from);
  const vaults: VaultSweep[] = [];
  let marker = from;
  do {
    const result = await listVaults(marker, run);
    if (result.kind === 'not-attempted' || result.kind === 'failed') {
      run.deps.metrics.count('VaultListCut');
    }
    if (result.kind === 'not-attempted') {
      await requeue({ kind: 'vault-list', marker, hops }, run);
    }
    if (result.kind !== 'answered') break;
    vaults.push(...result.answer.names.map((vaultName) => ({ vaultName })));
    marker = follow(result.answer.next);
  } while (marker !== undefined);
  await runSweep({ kind: 'sweep', vaults, hops }, run);
};

const listVaults = (marker: string | undefined, run: PollRun): Promise<CallResult<VaultPage>> => {
  const { scope, glacier } = run.deps;
  const subject = { vaultArn: toVaultArn({ ...scope, vaultName: '*' }), operation: 'ListVaults' };
  return callGlacier(subject, () => glacier.listVaults(scope.accountId, marker), run);
};

/** Registers the unannounced jobs of these vaults, and requeues the remainder. */
export const runSweep = async ({ vaults, hops }: SweepRemainder, run: PollRun): Promise<void> => {
  const { scope } = run.deps;
  // A message may be older than the setting.
  const followed = vaults.filter(
    ({ vaultName }) => !refuseVault(scope, toVaultArn({ ...scope, vaultName })),
  );
  const parts = Array.from({ length: Math.ceil(followed.length / VAULTS_A_MESSAGE) }, (_, at) =>
    followed.slice(at * VAULTS_A_MESSAGE, (at + 1) * VAULTS_A_MESSAGE),
  );
  await mapInParallel(parts, MESSAGES_AT_ONCE, async (part) => {
    const rests: VaultSweep[] = [];
    for (const vault of part) {
      const rest = await sweepVault(vault, run);
      if (rest) rests.push(rest);
    }
    if (rests.length > 0) await requeue({ kind: 'sweep', vaults: rests, hops }, run);
  });
};
