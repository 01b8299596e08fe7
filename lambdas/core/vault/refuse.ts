import type { ResourceRequest } from '../function/resource-request.ts';
import type { VaultClaim } from './claim.ts';
import type { Place } from './place.ts';
import { readPreviousVaults, type WantedVaults } from './request.ts';

/** CloudFormation shows some 1000 characters of a reason. */
const MAX_NAMED = 3;

/** Says why a topic cannot be notified by vaults of this region, `undefined` when it can. */
export const refuseTopic = (topicArn: string, stack: Place): string | undefined => {
  const [, partition, service, region] = topicArn.split(':');
  if (service !== 'sns') return `${topicArn} is not the ARN of an SNS topic.`;
  if (partition === stack.partition && region === stack.region) return undefined;
  return `The topic ${topicArn} of the setting glacierJobNotifier.existingNoticeTopicArn is not in ${stack.region} (${stack.partition}): Glacier notifies only topics in a vault's own Region. Specify a topic there, or omit the setting to create one.`;
};

/** Says why an update is refused that gives up every vault without a word, else `undefined`. */
export const refuseNoVaults = (
  request: ResourceRequest,
  { areVaultsGiven }: WantedVaults,
): string | undefined => {
  const previous = readPreviousVaults(request);
  if (areVaultsGiven || previous.length === 0) return undefined;
  const names = previous === '*' ? 'every vault ("*")' : listNames(previous);
  return `This update would stop tracking ${names}, because the setting glacierJobNotifier.vaults is missing. Specify the vaults in cdk.json or with -c glacierJobNotifier.vaults=photos,backups; to track no vault, set it to an empty list.`;
};

/** Returns a remedy for each kind of vault that cannot be claimed; empty when all can. */
export const refuseClaims = (claims: readonly VaultClaim[], stack: Place): readonly string[] => {
  const missing = claims.filter((claim) => claim.kind === 'missing');
  const occupied = claims.filter((claim) => claim.kind === 'occupied');
  return [
    ...(missing.length === 0
      ? []
      : [
          `These vaults do not exist in ${stack.region} of account ${stack.accountId}: ${listNames(missing.map(({ vaultName }) => vaultName))}. Create them, or remove them from the setting glacierJobNotifier.vaults.`,
        ]),
    ...(occupied.length === 0
      ? []
      : [
          `A vault notifies only one topic, and these already notify another: ${listNames(occupied.map(({ vaultName, topicArn }) => `${vaultName} (${topicArn})`))}. To replace that topic until the stack is deleted, set glacierJobNotifier.manageVaultNotifications to "take-over". To keep it, set manageVaultNotifications to false, and existingNoticeTopicArn to that topic to receive its notices.`,
        ]),
  ];
};

/** Lists names, of many only the first. */
export const listNames = (names: readonly string[]): string => {
  const more = names.length - MAX_NAMED;
  const named = names.slice(0, MAX_NAMED).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
};
