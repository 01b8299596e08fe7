import { Grant, type GrantOnPrincipalOptions, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { MANAGED_ENDPOINT_PREFIX } from '../../lambdas/core/function/settings.ts';

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

/** Allows actions on those rows of a table of endpoints that a stack manages; none may return a row's past. */
export const allowOnManaged = (
  grantee: IGrantable,
  tableArn: string,
  ...verbs: readonly string[]
): void => {
  const actions = verbs.map((verb) => `dynamodb:${verb}Item`);
  const conditions: GrantOnPrincipalOptions['conditions'] = {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': `${MANAGED_ENDPOINT_PREFIX}*` },
    StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' },
  };
  Grant.addToPrincipal({ grantee, actions, resourceArns: [tableArn], conditions }).assertSuccess();
};
