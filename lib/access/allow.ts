import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';

/**
 * Allows exactly these actions on exactly these resources, where the CDK's own grants allow more.
 *
 * @throws Error for a principal without a policy, such as a service or an account.
 */
export const allow = (
  grantee: IGrantable,
  actions: readonly string[],
  ...resourceArns: string[]
): Grant => {
  const grant = Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns });
  if (grant.success) return grant;
  throw new Error(
    `Cannot allow ${actions.join(', ')}: the principal ${String(grantee.grantPrincipal)} has no policy that the CDK can change. Grant to a role, user or group of this account; for other accounts, use subscriberAccounts.`,
  );
};
