import type { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { functionCode } from './function-code.ts';
import { createLogGroup } from './log-group.ts';
import { metricsNamespace } from './metrics-namespace.ts';

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
}

/** A function of `lambdas/`, bundled to start fast, that logs JSON into a log group of its own. */
export class NodeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { folder, description, timeout }: NodeFunctionProps) {
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
      memorySize: 512,
      loggingFormat: LoggingFormat.JSON,
      // Omits the three platform lines for every invocation.
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        POWERTOOLS_SERVICE_NAME: folder,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(scope),
        POWERTOOLS_LOG_LEVEL: 'INFO',
      },
    });
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
