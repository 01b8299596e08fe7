import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Settings } from '../settings/settings.ts';

/** A part of a service that configures vaults to notify its topic. */
export interface ConfiguresVaults extends IConstruct {
  /** Their names, or all of the account in the Region. */
  readonly configured: NonNullable<Settings['vaults']>;
}

/**
 * Describes the vaults that others configure too: Glacier notifies one topic per vault, so the others
 * would lose its notices.
 *
 * Stacks whose account or Region is only known at deployment may be deployed to different places, and
 * have no conflict.
 */
export const describeVaultConflicts = (
  one: ConfiguresVaults,
  others: readonly ConfiguresVaults[],
): string[] =>
  others
    .filter((other) => isSamePlace(one, other))
    .flatMap((other) => {
      const shared = sharedVaults(one.configured, other.configured);
      const names = shared === '*' ? 'all vaults' : `the vaults ${shared.join(', ')}`;
      return shared.length === 0
        ? []
        : `${serviceOf(other)} and ${serviceOf(one)} both configure ${names}, but a vault notifies one topic only. Remove these vaults from one of them, or switch off its manageVaultNotifications and give it the notice topic of the other.`;
    });

const serviceOf = ({ node }: IConstruct): string => `GlacierJobNotifier "${node.scope?.node.path}"`;

const sharedVaults = (
  one: ConfiguresVaults['configured'],
  other: ConfiguresVaults['configured'],
): ConfiguresVaults['configured'] => {
  if (one === '*') return other;
  return other === '*' ? one : one.filter((name) => other.includes(name));
};

const isSamePlace = (one: IConstruct, other: IConstruct): boolean => {
  const [first, second] = [deployedStackOf(one), deployedStackOf(other)];
  return (
    first === second ||
    (isSame(first.account, second.account) && isSame(first.region, second.region))
  );
};

const isSame = (one: string, other: string): boolean => !Token.isUnresolved(one) && one === other;

/** The stack itself, or the outermost one that a nested stack is deployed with. */
const deployedStackOf = (construct: IConstruct): Stack => {
  const stack = Stack.of(construct);
  return stack.nestedStackParent ? deployedStackOf(stack.nestedStackParent) : stack;
};
