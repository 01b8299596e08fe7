import * as z from 'zod';
import { compilePattern } from '../sources/event-filter.ts';
import type { ResourceMaker } from '../template/create-resources.ts';
import { invokeFunction } from './invoke-function.ts';
import { physicalName } from './physical-name.ts';
import { sendToArn } from './send-to-arn.ts';
import type { StackContext } from './stack-context.ts';
import { found } from './stack-registry.ts';

const Rule = z.object({
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(
    z.object({ Arn: z.string(), DeadLetterConfig: z.object({ Arn: z.string() }).optional() }),
  ),
});
type Target = z.output<typeof Rule>['Targets'][number];

/**
 * Creates the rules of a template that wait for events on the default bus.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const ruleMaker =
  (context: StackContext): ResourceMaker =>
  ({ logicalId, path, properties }) => {
    const { EventPattern, State, Targets } = Rule.parse(properties);
    if (State === 'ENABLED') {
      const passes = compilePattern(EventPattern);
      context.registry.rules.set(path, async (event) => {
        if (!passes(event)) return;
        await Promise.all(Targets.map((target) => fire(context, target, event)));
      });
    }
    return { ref: physicalName(context.stackName, logicalId, 64), attributes: {} };
  };

/** EventBridge's own retries end at once here: a function that cannot be invoked stays so. */
const fire = async (
  context: StackContext,
  { Arn, DeadLetterConfig }: Target,
  event: unknown,
): Promise<void> => {
  const fn = found(context.registry.functions, Arn);
  if (fn.invocable) return invokeFunction(context, fn, event);
  if (DeadLetterConfig !== undefined) {
    await sendToArn(context, DeadLetterConfig.Arn, JSON.stringify(event));
  }
};
