import { outcomeOf } from '../core/glacier/call-error.ts';
import type { VaultReading, VaultRecord } from '../core/vault/notifications.ts';
import { listNames } from '../core/vault/refuse.ts';
import { decideRelease, type VaultRelease } from '../core/vault/release.ts';
import type { VaultsRun } from './deps.ts';
import { atVault, VaultStepError } from './vault-step.ts';

type Deps = Pick<VaultsRun, 'vaults' | 'records' | 'log' | 'repeat' | 'signal'>;

/** For whom vaults are given back. */
interface ReleaseRun extends Deps {
  /** The request that CloudFormation may undo; absent: it undoes none. */
  readonly requestId?: string;
}

/**
 * Gives vaults back as they were found, one after the other, and forgets them.
 *
 * A vault at which that fails keeps no other from being given back.
 * A vault whose configuration was put back by a request that may be undone is remembered until the
 * next request: the undoing takes it again, and no other vault that is not ours.
 * @throws Error at the end that names the vaults that were not given back, and says why.
 */
export const releaseVaults = async (
  records: readonly VaultRecord[],
  run: ReleaseRun,
): Promise<void> => {
  const failures: VaultStepError[] = [];
  for (const record of records) {
    try {
      await atVault(record.vaultName, run, () => releaseVault(record, run));
    } catch (error) {
      if (!(error instanceof VaultStepError)) throw error;
      run.log.error('vault.not-released', error, { vaultName: record.vaultName });
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first === undefined) return;
  const names = listNames(failures.map(({ vaultName }) => vaultName));
  throw new Error(
    `Not restored: ${names}. Fix the cause and try again; all other vaults were restored. ${first.message}`,
    { cause: first },
  );
};

const releaseVault = async (record: VaultRecord, run: ReleaseRun): Promise<void> => {
  const { vaultName, releasedBy } = record;
  const { requestId } = run;
  if (releasedBy !== undefined) {
    if (releasedBy !== requestId) await run.records.forget(vaultName);
    return;
  }
  const release = decideRelease(await readLeniently(vaultName, run), record);
  await apply(vaultName, release, run);
  if (release.kind === 'restore' && requestId !== undefined) {
    await run.records.keep({ ...record, releasedBy: requestId });
  } else {
    await run.records.forget(vaultName);
  }
  run.log.info('vault.released', { vaultName, ...release });
};

// An account that Glacier no longer serves must still be able to delete the stack.
const readLeniently = async (vaultName: string, { vaults }: Deps): Promise<VaultReading> => {
  try {
    return await vaults.read(vaultName);
  } catch (error) {
    if (outcomeOf(error) === 'unsupported') return { kind: 'missing' };
    throw error;
  }
};

const apply = async (vaultName: string, release: VaultRelease, deps: Deps): Promise<void> => {
  switch (release.kind) {
    case 'leave':
      return;
    case 'remove':
      return await deps.vaults.remove(vaultName);
    case 'restore':
      return await restore(vaultName, release, deps);
  }
};

// What cannot be put back (its topic is gone) must not keep the stack from being deleted.
const restore = async (
  vaultName: string,
  { configuration }: Extract<VaultRelease, { kind: 'restore' }>,
  { vaults, log }: Deps,
): Promise<void> => {
  try {
    await vaults.set(vaultName, configuration);
  } catch (error) {
    if (outcomeOf(error) !== 'refused') throw error;
    log.error('vault.restore-refused', error, { vaultName, configuration });
    await vaults.remove(vaultName);
  }
};
