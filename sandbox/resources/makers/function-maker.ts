import * as z from 'zod';
import { defaultAsyncSettings } from '../../functions/invoke-async.ts';
import { lambdaEnvironment } from '../../functions/lambda-environment.ts';
import { type SandboxFunction, startFunction } from '../../functions/start-function.ts';
import { account } from '../../template/account.ts';
import type { ResourceMaker } from '../../template/create-resources.ts';
import type { ResourceRequest } from '../../template/created-resource.ts';
import { physicalName, type StackContext } from '../stack-context.ts';
import { found } from '../stack-registry.ts';

const FunctionProperties = z.object({
  FunctionName: z.string().optional(),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs', 'The sandbox supports only Node.js functions'),
  Code: z.object({ S3Key: z.string() }),
  Environment: z
    .object({ Variables: z.record(z.string(), z.coerce.string()) })
    .default({ Variables: {} }),
  MemorySize: z.coerce.number().default(128),
  Timeout: z.coerce.number().default(3),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
});

/** Enough to show two copies of a function in a race, on a machine of few cores. */
const concurrencyLimit = 2;

/** Starts the functions of a template from the bundles that would be deployed. */
export const functionMaker =
  (context: StackContext): ResourceMaker =>
  async (request) => {
    const fn = await startFromTemplate(request, context);
    context.registry.functions.set(fn.arn, fn);
    context.registry.functions.set(fn.physicalName, fn);
    return { ref: fn.physicalName, attributes: { Arn: fn.arn } };
  };

const startFromTemplate = async (
  { logicalId, path, properties }: ResourceRequest,
  context: StackContext,
): Promise<SandboxFunction & { readonly physicalName: string }> => {
  const read = FunctionProperties.parse(properties);
  const name = path.split('/')[0] ?? logicalId;
  const functionName = read.FunctionName ?? physicalName(context.stackName, logicalId, 64);
  const codeFolder = context.assetFolder(read.Code.S3Key);
  const environment = lambdaEnvironment({
    functionName,
    handler: read.Handler,
    memoryMb: read.MemorySize,
    codeFolder,
    variables: read.Environment.Variables,
    endpoints: context.endpoints,
  });
  const { partition, region, id } = account;
  const fn = startFunction({
    name,
    setup: {
      clock: context.clock.buffer,
      codeFolder,
      handler: read.Handler,
      functionArn: `arn:${partition}:lambda:${region}:${id}:function:${functionName}`,
    },
    environment: await context.environmentOf(name, environment),
    memoryMb: read.MemorySize,
    timeoutMs: read.Timeout * 1000,
    concurrency: Math.min(read.ReservedConcurrentExecutions ?? concurrencyLimit, concurrencyLimit),
    logLine: (line) => context.report({ kind: 'logged', functionName: name, line }),
    reportCall: (call) => context.report({ kind: 'called', functionName: name, call }),
    reportInvocation: (invocation) =>
      context.report({ kind: 'invoked', functionName: name, invocation }),
  });
  return Object.assign(fn, { physicalName: functionName });
};

const EventInvokeConfig = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.coerce.number().default(defaultAsyncSettings.maximumRetries),
  MaximumEventAgeInSeconds: z.coerce
    .number()
    .default(defaultAsyncSettings.maximumEventAgeMs / 1000),
  DestinationConfig: z
    .object({ OnFailure: z.object({ Destination: z.string() }).optional() })
    .default({}),
});

/** Takes over what the template says about a function's asynchronous invocations. */
export const eventInvokeConfigMaker =
  ({ registry }: StackContext): ResourceMaker =>
  ({ logicalId, properties }) => {
    const config = EventInvokeConfig.parse(properties);
    const fn = found(registry.functions, config.FunctionName);
    registry.asyncSettings.set(fn.arn, {
      maximumRetries: config.MaximumRetryAttempts,
      maximumEventAgeMs: config.MaximumEventAgeInSeconds * 1000,
      onFailureArn: config.DestinationConfig.OnFailure?.Destination,
    });
    return { ref: logicalId, attributes: {} };
  };
