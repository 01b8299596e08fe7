import { InvalidInputError } from '../lambdas/core/errors.ts';
import type { JobKey } from '../lambdas/core/evidence/evidence.ts';
import { refuseVault, type VaultScope } from '../lambdas/core/vault/scope.ts';
import { JobId, parseVaultArn, VaultName, vaultArn } from '../lambdas/core/vault/vault.ts';

/** The requested job. */
export interface JobTarget {
  /** The vault's name or its ARN. */
  readonly vault: string;
  /** The id that InitiateJob answered. */
  readonly jobId: string;
}

const MAX_SHOWN = 300;

/**
 * Checks the form of a vault and a job id, which may come from anywhere.
 *
 * @throws InvalidInputError that names the field, its problem and the remedy.
 */
export const checkTarget = ({ vault, jobId }: JobTarget): void => {
  const isVault = isArn(vault)
    ? parseVaultArn(vault) !== undefined
    : VaultName.safeParse(vault).success;
  if (!isVault) {
    throw new InvalidInputError(
      `vault ${show(vault)} is neither a vault name nor a vault ARN; specify a name of 1 to 255 of A-Z a-z 0-9 _ - . (not "." or "..") or arn:aws:glacier:<region>:<account>:vaults/<name>.`,
    );
  }
  if (!JobId.safeParse(jobId).success) {
    throw new InvalidInputError(
      `jobId ${show(jobId)} is not a Glacier job id; specify the id returned by InitiateJob: 1 to 255 of A-Z a-z 0-9 _ - .`,
    );
  }
};

/**
 * Finds out which job is meant, or refuses one that this service does not follow.
 *
 * @throws InvalidInputError that names the field, its problem and the remedy.
 */
export const readTarget = (target: JobTarget, scope: VaultScope): JobKey => {
  checkTarget(target);
  const { vault, jobId } = target;
  const arn = isArn(vault) ? vault : vaultArn({ ...scope, vaultName: vault });
  const refusal = refuseVault(scope, arn);
  if (refusal === undefined) return { vaultArn: arn, jobId };
  throw new InvalidInputError(
    `vault ${show(vault)} is not tracked: ${refusal}; specify a tracked vault of the account ${scope.accountId} in ${scope.region}.`,
  );
};

const isArn = (vault: unknown): boolean => typeof vault === 'string' && vault.startsWith('arn:');

const show = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value.slice(0, MAX_SHOWN)) : `of type ${typeof value}`;
