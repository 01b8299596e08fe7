import * as cdk from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import * as z from 'zod';

/**
 * Justifies a finding of cdk-nag's AwsSolutions for this construct and its children.
 *
 * The reasons are listed in `docs/security.md`. They hold in any app that uses the construct.
 */
export const acknowledge = (construct: IConstruct, rule: string, reason: string): void => {
  // Older versions of the CDK, which package.json allows, do not have it.
  const { Validations }: Partial<typeof cdk> = cdk;
  Validations?.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
};

const Joined = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });
const Reference = z.object({ Ref: z.string() });

/** Justifies a wildcard resource in a policy of this construct. */
export const acknowledgeWildcard = (
  construct: IConstruct,
  resourceArn: string,
  reason: string,
): void => acknowledge(construct, `IAM5[Resource::${asReported(construct, resourceArn)}]`, reason);

/** Formats an ARN as cdk-nag's findings do, with `<AWS::Region>` for deployment-time values. */
const asReported = (construct: IConstruct, arn: string): string => {
  const resolved: unknown = cdk.Stack.of(construct).resolve(arn);
  const joined = Joined.safeParse(resolved);
  if (!joined.success) return arn;
  return joined.data['Fn::Join'][1].map(textOf).join('');
};

const textOf = (part: unknown): string => {
  if (typeof part === 'string') return part;
  const reference = Reference.safeParse(part);
  return reference.success ? `<${reference.data.Ref}>` : JSON.stringify(part);
};
