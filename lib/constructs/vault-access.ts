import { Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge-wildcard.ts';
import { allow } from './allow.ts';
import { type VaultSettings, vaultGroups } from './vault-groups.ts';

const EVERY_VAULT =
  'The setting vaults is "*": every vault of the account in this region is meant, those to come included. Name the vaults to have each one named here.';

const LIST_VAULTS =
  'glacier:ListVaults knows no resource to be limited to. It is granted only where the setting vaults is "*", and tells names, numbers and sizes of vaults.';

/** A role's policy can be divided among several between statements only; the CDK merges up to 2,000. */
const MAX_STATEMENT_CHARACTERS = 1900;

/** Allows actions on the vaults whose jobs are accepted, by a policy in this scope, and on no other. */
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

/** Allows to list the vaults, by a policy in this scope, where every vault is accepted. */
export const allowListVaults = (
  scope: Construct,
  grantee: IGrantable,
  { vaults }: VaultSettings,
): void => {
  if (vaults !== '*') return;
  allow(grantee, ['glacier:ListVaults'], '*');
  acknowledgeWildcard(scope, '*', LIST_VAULTS);
};

/** The ARNs of the vaults whose jobs are accepted, for this account, region and partition. */
export const vaultArns = (scope: Construct, { vaults = [] }: VaultSettings): string[] => {
  const names = vaults === '*' ? ['*'] : vaults;
  return names.map((name) =>
    Stack.of(scope).formatArn({ service: 'glacier', resource: 'vaults', resourceName: name }),
  );
};
