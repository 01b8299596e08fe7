import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * Refuses a principal of another account: the CDK would grant it nothing, and report no error.
 *
 * If a stack does not know its account before the deployment, it accepts every account.
 * @throws Error that names both accounts, and the remedy for the other one.
 */
export const requireOwnAccount = (
  service: Construct,
  { grantPrincipal: { principalAccount: theirs } }: IGrantable,
  remedy?: string,
): void => {
  const { account } = Stack.of(service);
  if (theirs === undefined) return;
  if (Token.compareStrings(theirs, account) !== TokenComparison.DIFFERENT) return;
  const other = remedy === undefined ? '' : ` or add ${theirs} to subscriberAccounts, ${remedy}`;
  throw new Error(
    `${service.node.path} belongs to the account ${account}, and cannot change the policies of a principal of ${theirs}. Grant to a principal of ${account}${other}.`,
  );
};
