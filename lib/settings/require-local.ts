import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

/** The settings that name what must be in a stack's own region, and why. */
const LOCAL = [
  ['existingNoticeTopicArn', "Glacier notifies only topics of a vault's own region"],
  ['alarmTopicArn', 'alarms are sent only to topics of their own region'],
  ['secretsKeyArn', 'a table is encrypted only with a key of its own region'],
] as const;

/**
 * Refuses topics and keys that a stack cannot use because they are in another region or partition.
 *
 * Where a stack does not know its region before the deployment, the deployment refuses them.
 * @throws SettingsError that names each such setting, its value and the remedy.
 */
export const requireLocal = (
  scope: Construct,
  settings: Pick<Settings, (typeof LOCAL)[number][0]>,
  origin: string,
): void => {
  const { region, partition } = Stack.of(scope);
  const place = `${region} (${Token.isUnresolved(partition) ? 'its partition' : partition})`;
  const problems = LOCAL.flatMap(([name, why]) => {
    const arn = settings[name];
    return arn === undefined || isLocal(scope, arn)
      ? []
      : `${name} = ${JSON.stringify(arn)} is not accepted: ${why}, and this stack is for ${place}. Name one that is there, or leave the setting out.`;
  });
  if (problems.length > 0) throw new SettingsError(problems, origin);
};

const isLocal = (scope: Construct, arn: string): boolean => {
  if (Token.isUnresolved(arn)) return true;
  const { region, partition } = Stack.of(scope);
  const named = Arn.split(arn, ArnFormat.NO_RESOURCE_NAME);
  return (
    (Token.isUnresolved(region) || named.region === region) &&
    (Token.isUnresolved(partition) || named.partition === partition)
  );
};
