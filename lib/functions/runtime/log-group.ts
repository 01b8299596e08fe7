import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { removalPolicyOf, settingsOf } from '../../settings/settings-of.ts';

/** Creates the log group of a function, which lives and keeps its lines as the settings state. */
export const createLogGroup = (scope: Construct): LogGroup => {
  const settings = settingsOf(scope);
  if (settings === undefined) return new LogGroup(scope, 'Logs');
  return new LogGroup(scope, 'Logs', {
    retention: settings.logRetentionDays,
    removalPolicy: removalPolicyOf(settings),
  });
};
