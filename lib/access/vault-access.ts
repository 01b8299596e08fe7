import { Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge.ts';
import { allow } from './allow.ts';
import { type VaultSettings, vaultGroups } from './vault-groups.ts';

const EVERY_VAULT =
  'The setting vaults is "*": it includes every present and future vault of the account in this Region. To restrict the resources, specify vault names.';

const LIST_VAULTS =
  'glacier:ListVaults does not support resource-level permissions. It is granted only if the setting vaults is "*", and returns the names, archive counts and sizes of vaults.';

/** A policy can only be split between statements; the CDK merges statements up to 2,000 characters. */
const MAX_STATEMENT_CHARACTERS = 1900;

/** Allows actions on exactly the tracked vaults, with a policy in this scope. */
export const allowOnVaults = (
  scope: Construct,
  grantee: IGrantable,
  actions: readonly string[],
  settings: VaultSettings,
): void => {
  for (const group of vaultGroups(settings, MAX_STATEMENT_CHARACTERS)) {
    allow(grantee, actions, ...vaultArns(scope, group));
  }
  if (settings.vaults !== '*') return;
  for (const arn of vaultArns(scope, settings)) acknowledgeWildcard(scope, arn, EVERY_VAULT);
};

/** Allows listing the vaults if every vault is tracked, with a policy in this scope. */
export const allowListVaults = (
  scope: Construct,
  grantee: IGrantable,
  { vaults }: VaultSettings,
): void => {
  if (vaults !== '*') return;
  allow(grantee, ['glacier:ListVaults'], '*');
  acknowledgeWildcard(scope, '*', LIST_VAULTS);
};

/** The ARNs of the tracked vaults, for this account, Region and partition. */
export const vaultArns = (scope: Construct, { vaults = [] }: VaultSettings): string[] => {
  const names = vaults === '*' ? ['*'] : vaults;
  return names.map((name) =>
    Stack.of(scope).formatArn({ service: 'glacier', resource: 'vaults', resourceName: name }),
  );
};
