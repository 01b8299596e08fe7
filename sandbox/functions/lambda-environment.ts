import { devNull } from 'node:os';
import { account } from '../template/account.ts';

/** Where a function finds the emulated services. */
export interface ServiceEndpoints {
  readonly dynamodb: string;
  readonly messaging: string;
  readonly events: string;
}

/** Changes the environment of the function of a name before it starts. */
export type AlterEnvironment = (
  functionName: string,
  environment: Readonly<Record<string, string>>,
) => Promise<Readonly<Record<string, string>>>;

/** What a function's environment is made of. */
export interface LambdaEnvironmentRequest {
  readonly functionName: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly codeFolder: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly endpoints: ServiceEndpoints;
}

/**
 * Builds the environment of a function: Lambda's own variables, the endpoints, and the template's.
 *
 * Nothing of the machine's environment passes through, not even its AWS configuration files.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const lambdaEnvironment = (
  request: LambdaEnvironmentRequest,
): Readonly<Record<string, string>> => ({
  AWS_REGION: account.region,
  AWS_DEFAULT_REGION: account.region,
  AWS_ACCESS_KEY_ID: 'sandbox',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_SESSION_TOKEN: 'sandbox',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: request.functionName,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(request.memoryMb),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${request.functionName}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'sandbox',
  LAMBDA_TASK_ROOT: request.codeFolder,
  TZ: ':UTC',
  _HANDLER: request.handler,
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_ENDPOINT_URL_DYNAMODB: request.endpoints.dynamodb,
  AWS_ENDPOINT_URL_EVENTBRIDGE: request.endpoints.events,
  AWS_ENDPOINT_URL_SNS: request.endpoints.messaging,
  AWS_ENDPOINT_URL_SQS: request.endpoints.messaging,
  ...request.variables,
});
