import type { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from '../../access/acknowledge.ts';
import { settingsOf } from '../../settings/settings-of.ts';
import { functionCode } from './function-code.ts';
import { createLogGroup } from './log-group.ts';
import { metricsNamespace } from './metrics-namespace.ts';

const SEND_TRACES =
  'xray:PutTraceSegments and xray:PutTelemetryRecords do not support resource-level permissions. They are granted only with the setting functions.tracing, and read nothing.';

/** Environment variables, granted together with the permission to use the resources they name. */
export type Variable<Name extends string> = Readonly<Record<Name, string>>;

/** The props of a function. */
export interface NodeFunctionProps {
  /** The folder below `lambdas/`, which is also the name in logs and metrics. */
  readonly folder: string;
  /** The purpose of the function, as shown in the console. */
  readonly description: string;
  /** The timeout of an invocation. */
  readonly timeout: Duration;
  /**
   * The concurrency that only this function can use.
   * @default - the function shares the concurrency of the account
   */
  readonly reservedConcurrency?: number | undefined;
}

/** A function of `lambdas/`, bundled to start fast, that logs JSON into a log group of its own. */
export class NodeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    const { folder, description, timeout, reservedConcurrency } = props;
    const { memoryMb = 512, tracing = false } = settingsOf(scope)?.functions ?? {};
    const logGroup = createLogGroup(scope);
    // The default role of the CDK may write to every log group.
    const role = new Role(scope, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      role,
      logGroup,
      code: functionCode(folder),
      handler: 'index.handler',
      description,
      timeout,
      // Pinned: the bundle is built for this runtime.
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      ...(reservedConcurrency && { reservedConcurrentExecutions: reservedConcurrency }),
      ...(tracing && { tracing: Tracing.ACTIVE }),
      loggingFormat: LoggingFormat.JSON,
      // Omits the three platform lines for every invocation.
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        POWERTOOLS_SERVICE_NAME: folder,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(scope),
        POWERTOOLS_LOG_LEVEL: 'INFO',
      },
    });
    if (tracing) acknowledgeWildcard(scope, '*', SEND_TRACES);
  }

  /**
   * Sets environment variables.
   *
   * A construct that grants this function something returns the variable that goes with it, so that
   * neither is had without the other.
   */
  useEnvironment(environment: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(environment)) this.addEnvironment(name, value);
  }
}
