import * as z from 'zod';
import { defaultAsyncSettings } from '../../functions/invoke-async.ts';
import type { ResourceMaker } from '../../template/create-resources.ts';
import type { StackContext } from '../stack-context.ts';
import { found } from '../stack-registry.ts';

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
