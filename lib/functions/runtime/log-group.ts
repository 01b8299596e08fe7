import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, type LogGroupProps } from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct } from 'constructs';
import type { Settings } from '../../settings/settings.ts';

const propsOf = new WeakMap<IConstruct, LogGroupProps>();

/** Sets how long the functions of a service keep their logs, and whether these outlive the stack. */
export const chooseLogs = (
  service: Construct,
  { logRetentionDays, removalPolicy }: Pick<Settings, 'logRetentionDays' | 'removalPolicy'>,
): void => {
  propsOf.set(service, {
    retention: logRetentionDays,
    removalPolicy:
      removalPolicy === 'destroy'
        ? RemovalPolicy.DESTROY
        : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
};

/** Creates the log group of a function of the service, as {@link chooseLogs} has set. */
export const createLogGroup = (scope: Construct): LogGroup => {
  const service = scope.node.scopes.find((one) => propsOf.has(one));
  return new LogGroup(scope, 'Logs', service && propsOf.get(service));
};
