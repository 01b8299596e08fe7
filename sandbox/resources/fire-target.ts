import * as z from 'zod';
import { invokeFunction } from './invoke-function.ts';
import { sendToArn } from './send-to-arn.ts';
import type { StackContext } from './stack-context.ts';
import { found } from './stack-registry.ts';

/** The target of a schedule or a rule, and the queue for events that it does not accept. */
export const Target = z.object({
  Arn: z.string(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
});
type Target = z.output<typeof Target>;

/** The retries of Scheduler and EventBridge end at once here: a function that cannot be invoked stays so. */
export const fireTarget = async (
  context: StackContext,
  { Arn, DeadLetterConfig }: Target,
  event: unknown,
): Promise<void> => {
  if (Arn.split(':')[2] === 'sqs') return sendToArn(context, Arn, JSON.stringify(event));
  const fn = found(context.registry.functions, Arn);
  if (fn.invocable) return invokeFunction(context, fn, event);
  if (DeadLetterConfig !== undefined) {
    await sendToArn(context, DeadLetterConfig.Arn, JSON.stringify(event));
  }
};
