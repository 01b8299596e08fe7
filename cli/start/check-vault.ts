import { checkTarget, readTarget } from '../../lambdas/core/register-target.ts';
import type { Service } from '../deployment/service.ts';

/** Any id of the right form will do: it is the vault that is checked. */
const SOME_JOB = 'job';

/**
 * Checks the form of a vault's name or ARN before anything is asked of AWS.
 *
 * @throws InvalidInputError that says what is wrong with it.
 */
export const checkVault = (vault: string): void => checkTarget({ vault, jobId: SOME_JOB });

/**
 * Gives the ARN of a vault that the deployment follows: a job of another would be paid for unwatched.
 *
 * @throws InvalidInputError when it follows none of that name.
 */
export const requireFollowed = (vault: string, { place, settings }: Service): string =>
  readTarget({ vault, jobId: SOME_JOB }, { ...place, vaults: settings.vaults }).vaultArn;
