import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { defaultAsyncSettings, invokeAsync } from '../functions/invoke-async.ts';
import type { SandboxFunction } from '../functions/start-function.ts';
import type { StackContext } from './stack-context.ts';
import { found } from './stack-registry.ts';

/** Sends a text to the queue or topic behind an ARN, as the destinations of a template name them. */
export const sendToArn = async (
  { clients, registry }: Pick<StackContext, 'clients' | 'registry'>,
  arn: string,
  body: string,
): Promise<void> => {
  switch (arn.split(':')[2]) {
    case 'sqs': {
      const { url } = found(registry.queues, arn);
      await clients.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
      return;
    }
    case 'sns':
      await clients.sns.send(new PublishCommand({ TopicArn: arn, Message: body }));
      return;
    default:
      throw new Error(`The sandbox can only send to queues and topics, not to ${arn}`);
  }
};

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
