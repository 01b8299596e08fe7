import * as z from 'zod/mini';
import type { Place } from './place.ts';

const NAME = /^[A-Za-z0-9_.-]{1,255}$/;
const ARN = /^arn:(aws[a-z-]*):glacier:([a-z0-9-]+):(\d{12}):vaults\/(.+)$/;

const isPathSafe = (text: string): boolean => NAME.test(text) && text !== '.' && text !== '..';

const PathSafe = z
  .string('is missing or not a string')
  .check(z.refine(isPathSafe, 'must be 1 to 255 of A-Z a-z 0-9 _ - . and not "." or ".."'));

/**
 * A vault's name: 1 to 255 of `A-Z a-z 0-9 _ - .`, and not `.` or `..`.
 *
 * The SDK puts the name into the path of a request as it is, so `..` would reach another resource.
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/api-vault-put.html
 */
export const VaultName = PathSafe;

/**
 * A job's id: 1 to 255 URL-safe characters.
 *
 * An empty one must never reach the SDK: it silently turns DescribeJob into ListJobs.
 */
export const JobId = PathSafe;

/** What a vault's ARN says. */
export interface Vault extends Place {
  readonly vaultName: string;
}

/** Reads a vault's ARN, or says `undefined` when it is none. */
export const parseVaultArn = (arn: string): Vault | undefined => {
  const [, partition, region, accountId, vaultName] = ARN.exec(arn) ?? [];
  if (!(partition && region && accountId && vaultName && isPathSafe(vaultName))) return undefined;
  return { partition, region, accountId, vaultName };
};

/** Writes a vault's ARN. */
export const vaultArn = ({ partition, region, accountId, vaultName }: Vault): string =>
  `arn:${partition}:glacier:${region}:${accountId}:vaults/${vaultName}`;

/** The name in a vault's ARN, which is all behind its last slash, `*` of the ARN of every vault too. */
export const vaultNameOf = ({ vaultArn: arn }: { readonly vaultArn: string }): string =>
  arn.slice(arn.lastIndexOf('/') + 1);
