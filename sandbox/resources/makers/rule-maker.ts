import * as z from 'zod';
import { compilePattern } from '../../sources/event-filter.ts';
import type { ResourceMaker } from '../../template/create-resources.ts';
import { physicalName, type StackContext } from '../stack-context.ts';
import { fireTarget, Target } from '../targets.ts';

/** Strict, because what is not known here would change which events come, or how. */
const Rule = z.strictObject({
  Description: z.string().optional(),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(z.strictObject({ Id: z.string(), ...Target.shape })),
});

/**
 * Creates the rules of a template that wait for events on the default bus.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const ruleMaker =
  (context: StackContext): ResourceMaker =>
  ({ logicalId, properties }) => {
    const { EventPattern, State, Targets } = Rule.parse(properties);
    if (State === 'ENABLED') {
      const passes = compilePattern(EventPattern);
      context.registry.rules.add(async (event) => {
        if (!passes(event)) return;
        await Promise.all(Targets.map((target) => fireTarget(context, target, event)));
      });
    }
    return { ref: physicalName(context.stackName, logicalId, 64), attributes: {} };
  };
