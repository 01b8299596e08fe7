import { awsCommand } from '../../shell-command.ts';
import type { DoctorFacts, Fact, VaultFacts } from '../facts.ts';
import { type Finding, type StepResult, toResult } from '../finding.ts';

/** The only events that vaults can announce. */
const EVENTS = ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'] as const;

type Facts = Pick<DoctorFacts, 'scope' | 'vaults' | 'noticeTopicArn'>;

/** Checks whether the tracked vaults exist. */
export const checkVaults = ({ vaults, scope }: Facts): StepResult => {
  if (vaults.kind === 'unchecked') return vaults;
  if (vaults.value.length === 0) return noVaults(scope);
  const missing = vaults.value.filter(({ exists }) => !exists);
  return toResult(
    missing.map(({ name }) => ({
      severity: 'critical',
      problem: `The vault ${name} in the setting "vaults" does not exist in ${scope.region}: its jobs cannot be tracked.`,
      fix: awsCommand('glacier', ['list-vaults', '--account-id', '-'], scope),
    })),
    vaults.value.map(({ name }) => name).join(', '),
  );
};

const noVaults = (scope: Facts['scope']): StepResult => ({
  kind: 'findings',
  findings: [
    {
      severity: 'critical',
      problem:
        'No vaults are tracked: the setting "vaults" is empty, or the account has no vaults. Every notice is rejected.',
      fix: awsCommand('glacier', ['list-vaults', '--account-id', '-'], scope),
    },
  ],
});

/** Checks whether each vault announces all its jobs to the right topic. */
export const checkNotifications = (facts: Facts): StepResult => {
  const { vaults } = facts;
  if (vaults.kind === 'unchecked') return vaults;
  const existing = vaults.value.filter(({ exists }) => exists);
  const findings = existing.flatMap((vault) => judge(vault, facts));
  return toResult(findings, `both events are sent to the topic (vaults: ${existing.length})`);
};

const judge = (vault: VaultFacts, facts: Facts): Finding[] => {
  const { name, notifications } = vault;
  const problem =
    notifications === undefined
      ? `The vault ${name} has no notification configuration and sends no notices.`
      : describe(name, notifications, facts);
  if (problem === undefined) return [];
  return [
    {
      severity: 'critical',
      problem: `${problem} Only the poller detects its completed jobs.`,
      fix: configure(name, facts),
    },
  ];
};

const describe = (
  name: string,
  { topicArn, events }: NonNullable<VaultFacts['notifications']>,
  { noticeTopicArn }: Facts,
): string | undefined => {
  if (topicArn !== noticeTopicArn) {
    return regionOf(topicArn) === regionOf(noticeTopicArn)
      ? `The vault ${name} sends its notices to another topic, ${topicArn} (to keep that topic, use the setting existingNoticeTopicArn).`
      : `The vault ${name} sends its notices to the topic ${topicArn} in another Region, where Glacier does not publish.`;
  }
  const missing = EVENTS.filter((event) => !events.includes(event));
  return missing.length === 0
    ? undefined
    : `The vault ${name} sends no notices for ${missing.join(' and ')}.`;
};

const regionOf = (arn: string): string | undefined => arn.split(':')[3];

const configure = (vaultName: string, { noticeTopicArn, scope }: Facts): string => {
  const config = JSON.stringify({ SNSTopic: noticeTopicArn, Events: EVENTS });
  return awsCommand('glacier', ['set-vault-notifications'], scope, {
    'account-id': '-',
    'vault-name': vaultName,
    'vault-notification-config': config,
  });
};

/** The names of the vaults that are known to exist. */
export const existingVaults = (vaults: Fact<readonly VaultFacts[]>): readonly string[] =>
  vaults.kind === 'known'
    ? vaults.value.filter(({ exists }) => exists).map(({ name }) => name)
    : [];
