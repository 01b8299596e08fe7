import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';

/** Allows exactly these actions on exactly these resources, where the CDK's own grants allow more. */
export const allow = (
  grantee: IGrantable,
  actions: readonly string[],
  ...resourceArns: string[]
): void => {
  Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns }).assertSuccess();
};
