import { decidePointing, type KnownVault, type Pointing } from '../core/claim-vault.ts';
import { refuseForgotten, refusePointings, refuseTopic } from '../core/refuse-vaults.ts';
import type { VaultRecord } from '../core/vault-configuration.ts';
import type { VaultsOutcome } from '../core/vaults-answer.ts';
import { readWantedVaults, type VaultsRequest, type WantedVaults } from '../core/vaults-request.ts';
import type { VaultsRun } from './deps.ts';
import { listWantedVaults } from './list-wanted-vaults.ts';
import { releaseVaults } from './release-vaults.ts';
import { atVault } from './vault-step.ts';

/**
 * Points the wanted vaults at the topic, and gives back those that are wanted no more.
 *
 * All vaults are read before the first is changed, so that a refusal changes nothing. While
 * CloudFormation undoes a failed update, a refusal would leave the stack stuck: what would be refused
 * is passed over, except for vaults that the failed update itself has given back.
 */
export const pointVaults = async (
  request: VaultsRequest,
  run: VaultsRun,
): Promise<VaultsOutcome> => {
  const wanted = readWantedVaults(request);
  const isRollback = () => isRollingBack(request, run);
  const refusal = refuseTopic(wanted.topicArn, run.home) ?? refuseForgotten(request, wanted);
  if (refusal !== undefined && !(await isRollback())) return { kind: 'failed', reason: refusal };

  const records = await run.repeat(() => run.records.list());
  const vaults = await readVaults(await listWantedVaults(wanted, run), records, run);
  const pointings = decideAll(vaults, wanted, false);
  const refusals = refusePointings(pointings, run.home);
  if (refusals.length > 0 && !(await isRollback())) {
    return { kind: 'failed', reason: [...refusals, 'Nothing was changed.'].join(' ') };
  }
  await pointAll(refusals.length > 0 ? decideAll(vaults, wanted, true) : pointings, run);
  const names = new Set(vaults.map(({ vaultName }) => vaultName));
  await releaseVaults(
    records.filter(({ vaultName }) => !names.has(vaultName)),
    { ...run, requestId: request.RequestId },
  );
  return { kind: 'done' };
};

const isRollingBack = (
  { RequestType, StackId }: VaultsRequest,
  { stack, repeat }: VaultsRun,
): Promise<boolean> =>
  RequestType === 'Update' ? repeat(() => stack.isRollingBack(StackId)) : Promise.resolve(false);

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
  isUndoing: boolean,
): readonly Pointing[] => {
  const aim = { topicArn, isOwnTopic, mayTakeOver: manage === 'take-over', isUndoing };
  return vaults.map((vault) => decidePointing(vault, aim));
};

const pointAll = async (pointings: readonly Pointing[], run: VaultsRun): Promise<void> => {
  const { vaults, records, log } = run;
  for (const pointing of pointings) {
    if (pointing.kind !== 'point') {
      log.warn('vault.skipped', pointing);
      continue;
    }
    const { record, configuration } = pointing;
    await atVault(record.vaultName, run, async () => {
      // Remembered first: a crash in between leaves a record too many, never a lost configuration.
      await records.keep(record);
      if (configuration !== undefined) await vaults.set(record.vaultName, configuration);
      log.info('vault.claimed', { ...record, isNew: configuration !== undefined });
    });
  }
};
