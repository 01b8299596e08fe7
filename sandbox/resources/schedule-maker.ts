import * as z from 'zod';
import { createSchedule } from '../sources/schedule.ts';
import { readScheduleExpression } from '../sources/schedule-expression.ts';
import { account } from '../template/account.ts';
import type { ResourceMaker } from '../template/create-resources.ts';
import { invokeFunction } from './invoke-function.ts';
import { physicalName } from './physical-name.ts';
import { sendToArn } from './send-to-arn.ts';
import type { StackContext } from './stack-context.ts';
import { found } from './stack-registry.ts';

const Schedule = z.object({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z
    .enum(['UTC', 'Etc/UTC'], 'The sandbox knows only schedules in UTC')
    .default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.object({
    Arn: z.string(),
    Input: z.string(),
    DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  }),
});
type Target = z.output<typeof Schedule>['Target'];

/** Starts the schedules of a template, in phase with the full minute. */
export const scheduleMaker =
  (context: StackContext): ResourceMaker =>
  ({ logicalId, path, properties }) => {
    const { clock, stackName, parts, registry } = context;
    const read = Schedule.parse(properties);
    const name = read.Name ?? physicalName(stackName, logicalId, 64);
    const { partition, region, id } = account;
    const arn = `arn:${partition}:scheduler:${region}:${id}:schedule/default/${name}`;
    if (read.State === 'ENABLED') {
      const minute = 60_000;
      const schedule = createSchedule({
        name,
        arn,
        nextTick: readScheduleExpression(
          read.ScheduleExpression,
          Math.ceil(clock.now() / minute) * minute,
        ),
        input: read.Target.Input,
        clock,
        fire: (event) => fire(context, read.Target, event),
      });
      registry.schedules.set(path, schedule);
      parts.push(schedule);
    }
    return { ref: name, attributes: { Arn: arn } };
  };

/** Scheduler's own retries end at once here: a function that cannot be invoked stays so. */
const fire = async (
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
