import { expect, it } from 'vitest';
import { parseVaultNames, refuseVault } from '../../../../lambdas/core/vault/scope.ts';
import { JobId, parseVaultArn, VaultName, vaultArn } from '../../../../lambdas/core/vault/vault.ts';

const ARN = 'arn:aws-us-gov:glacier:us-gov-west-1:123456789012:vaults/photos';
const VAULT = {
  partition: 'aws-us-gov',
  region: 'us-gov-west-1',
  accountId: '123456789012',
  vaultName: 'photos',
};

it('reads and writes the ARN of a vault', () => {
  expect(parseVaultArn(ARN)).toStrictEqual(VAULT);
  expect(vaultArn(VAULT)).toBe(ARN);
});

it.each([
  '',
  'photos',
  `x${ARN}`,
  `${ARN}\n`,
  `${ARN}/jobs`,
  ARN.replace('photos', ''),
  ARN.replace('photos', '..'),
  ARN.replace('123456789012', '12345678901'),
  ARN.replace('us-gov-west-1', ''),
  ARN.replace('aws-us-gov', 'azure'),
  ARN.replace('glacier', 's3'),
])('takes %j for no ARN of a vault', (text) => {
  expect(parseVaultArn(text)).toBeUndefined();
});

it.each([VaultName, JobId])('says what a name or an id may be', (schema) => {
  const why = (value: unknown) => schema.safeParse(value).error?.issues[0]?.message;
  expect(why('a'.repeat(255))).toBeUndefined();
  expect(why(undefined)).toBe('is missing or not a string');
  for (const text of ['', '.', '..', 'a/b', 'a'.repeat(256), 'é']) {
    expect(why(text)).toBe('must be 1 to 255 of A-Z a-z 0-9 _ - . and not "." or ".."');
  }
});

it.each([
  ['*', '*'],
  ['', []],
  ['photos', ['photos']],
  ['photos,backups,', ['photos', 'backups']],
])('reads the vaults %j', (text, vaults) => {
  expect(parseVaultNames(text)).toStrictEqual(vaults);
});

it('shows no more than the beginning of an ARN that it refuses', () => {
  const scope = { ...VAULT, vaults: '*' } as const;
  expect(refuseVault(scope, 'x'.repeat(1000))).toHaveLength(
    300 + '"VaultARN  is not a vault ARN"'.length,
  );
});
