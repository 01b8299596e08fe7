import { checkTarget, readTarget } from '../../registry/target.ts';
import type { Service } from '../deployment/service.ts';

/** A well-formed placeholder: only the vault is checked. */
const SOME_JOB = 'job';

/**
 * Checks the form of a vault name or ARN before any AWS call.
 *
 * @throws InvalidInputError that says what is wrong with it.
 */
export const checkVault = (vault: string): void => checkTarget({ vault, jobId: SOME_JOB });

/**
 * Returns the ARN of a vault that the deployment tracks: other jobs would be charged but not tracked.
 *
 * @throws InvalidInputError when it follows none of that name.
 */
export const requireFollowed = (vault: string, { place, settings }: Service): string =>
  readTarget({ vault, jobId: SOME_JOB }, { ...place, vaults: settings.vaults }).vaultArn;
