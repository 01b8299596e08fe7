import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SETTING_WORDS } from './issues/describe-issue.ts';
import { SettingsError } from './issues/settings-error.ts';
import type { SettingsOrigin } from './parse-settings.ts';
import { Settings } from './settings.ts';

/** The settings that must name a resource in the Region of the stack, if by an ARN, and why. */
const LOCAL = [
  ['existingNoticeTopicArn', "Glacier notifies only topics in a vault's own Region"],
  ['alarmTopicArn', 'alarms notify only topics in their own Region'],
  ['eventBus', 'PutEvents reaches only buses in its own Region'],
  ['secretsKeyArn', 'a table can only use a key in its own Region'],
  ['encryptionKeyArn', 'tables, queues and topics can only use a key in their own Region'],
] as const;

/**
 * Rejects topics and keys that a stack cannot use because they are in another Region or partition.
 *
 * If a stack does not know its Region before the deployment, the deployment rejects them.
 * @throws SettingsError that names each such setting, its value and the remedy.
 */
export const requireLocal = (
  scope: Construct,
  settings: Pick<Settings, (typeof LOCAL)[number][0]>,
  { sentence, words = SETTING_WORDS }: Pick<SettingsOrigin, 'sentence' | 'words'>,
): void => {
  const { region, partition } = Stack.of(scope);
  const place = `${region} (${Token.isUnresolved(partition) ? 'its partition' : partition})`;
  const problems = LOCAL.flatMap(([name, why]) => {
    const arn = settings[name];
    return arn === undefined || isLocal(scope, arn)
      ? []
      : `${words.nameOf(Settings.shape[name], name)} = ${JSON.stringify(arn)} is invalid: ${why}, and this stack is for ${place}. Specify one in the same Region and partition, or omit the ${words.kind}.`;
  });
  if (problems.length > 0) throw new SettingsError(problems, sentence);
};

const isLocal = (scope: Construct, arn: string): boolean => {
  if (Token.isUnresolved(arn) || !arn.startsWith('arn:')) return true;
  const { region, partition } = Stack.of(scope);
  const named = Arn.split(arn, ArnFormat.NO_RESOURCE_NAME);
  return (
    (Token.isUnresolved(region) || named.region === region) &&
    (Token.isUnresolved(partition) || named.partition === partition)
  );
};
