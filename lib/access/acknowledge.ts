import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Justifies a finding of cdk-nag's AwsSolutions for this construct and its children.
 *
 * The reasons are listed in `docs/security.md`. They hold in any app that uses the construct.
 */
export const acknowledge = (construct: IConstruct, rule: string, reason: string): void =>
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
