import type { ResourceOutcome } from '../core/function/resource-answer.ts';
import type { ResourceRequest } from '../core/function/resource-request.ts';
import { decideClaim, type KnownVault, type VaultClaim } from '../core/vault/claim.ts';
import type { VaultRecord } from '../core/vault/notifications.ts';
import { refuseClaims, refuseNoVaults, refuseTopic } from '../core/vault/refuse.ts';
import { readWantedVaults, type WantedVaults } from '../core/vault/request.ts';
import type { VaultsRun } from './deps.ts';
import { listWantedVaults } from './list-wanted-vaults.ts';
import { releaseVaults } from './release-vaults.ts';
import { atVault } from './vault-step.ts';

/**
 * Claims the wanted vaults for the topic, and releases those that are no longer wanted.
 *
 * All vaults are read before the first is changed, so that a refusal changes nothing. While
 * CloudFormation rolls back a failed update, a refusal would leave the stack stuck: what would be
 * refused is skipped, except for vaults that the failed update itself has released.
 */
export const claimVaults = async (
  request: ResourceRequest,
  run: VaultsRun,
): Promise<ResourceOutcome> => {
  const wanted = readWantedVaults(request);
  const isRollback = () => isRollingBack(request, run);
  const refusal = refuseTopic(wanted.topicArn, run.stack) ?? refuseNoVaults(request, wanted);
  if (refusal !== undefined && !(await isRollback())) return { kind: 'failed', reason: refusal };

  const records = await run.repeat(() => run.records.list());
  const vaults = await readVaults(await listWantedVaults(wanted, run), records, run);
  const claims = decideAll(vaults, wanted, false);
  const refusals = refuseClaims(claims, run.stack);
  if (refusals.length > 0 && !(await isRollback())) {
    return { kind: 'failed', reason: [...refusals, 'No changes were made.'].join(' ') };
  }
  await claimAll(refusals.length > 0 ? decideAll(vaults, wanted, true) : claims, run);
  const names = new Set(vaults.map(({ vaultName }) => vaultName));
  await releaseVaults(
    records.filter(({ vaultName }) => !names.has(vaultName)),
    { ...run, requestId: request.RequestId },
  );
  return { kind: 'done' };
};

const isRollingBack = (
  { RequestType, StackId }: ResourceRequest,
  { stackState, repeat }: VaultsRun,
): Promise<boolean> =>
  RequestType === 'Update'
    ? repeat(() => stackState.isRollingBack(StackId))
    : Promise.resolve(false);

const readVaults = async (
  names: readonly string[],
  records: readonly VaultRecord[],
  run: VaultsRun,
): Promise<readonly KnownVault[]> => {
  const known = new Map(records.map((record) => [record.vaultName, record]));
  const read: KnownVault[] = [];
  for (const vaultName of names) {
    const reading = await atVault(vaultName, run, () => run.vaults.read(vaultName));
    read.push({ vaultName, reading, record: known.get(vaultName) });
  }
  return read;
};

const decideAll = (
  vaults: readonly KnownVault[],
  { topicArn, isOwnTopic, manage }: WantedVaults,
  isRollback: boolean,
): readonly VaultClaim[] => {
  const target = { topicArn, isOwnTopic, mayTakeOver: manage === 'take-over', isRollback };
  return vaults.map((vault) => decideClaim(vault, target));
};

const claimAll = async (claims: readonly VaultClaim[], run: VaultsRun): Promise<void> => {
  const { vaults, records, log } = run;
  for (const claim of claims) {
    if (claim.kind !== 'claim') {
      log.warn('vault.skipped', claim);
      continue;
    }
    const { record, configuration } = claim;
    await atVault(record.vaultName, run, async () => {
      // Remembered first: a crash in between leaves a record too many, never a lost configuration.
      await records.keep(record);
      if (configuration !== undefined) await vaults.set(record.vaultName, configuration);
      log.info('vault.claimed', { ...record, isNew: configuration !== undefined });
    });
  }
};
