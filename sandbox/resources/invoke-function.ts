import { defaultAsyncSettings, invokeAsync } from '../functions/invoke-async.ts';
import type { SandboxFunction } from '../functions/start-function.ts';
import { sendToArn } from './send-to-arn.ts';
import type { StackContext } from './stack-context.ts';

/** Invokes a function of the stack asynchronously, with the settings that the template gives it. */
export const invokeFunction = (
  context: StackContext,
  fn: SandboxFunction,
  event: unknown,
): Promise<void> =>
  invokeAsync(
    { fn, event, settings: context.registry.asyncSettings.get(fn.arn) ?? defaultAsyncSettings },
    {
      clock: context.clock,
      agenda: context.agenda,
      send: (arn, body) => sendToArn(context, arn, body),
    },
  );
