import * as z from 'zod';
import { createSchedule } from '../../sources/schedule.ts';
import { readScheduleExpression } from '../../sources/schedule-expression.ts';
import { account } from '../../template/account.ts';
import type { ResourceMaker } from '../../template/create-resources.ts';
import { physicalName, type StackContext } from '../stack-context.ts';
import { fireTarget, Target } from '../targets.ts';

const Schedule = z.object({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z
    .enum(['UTC', 'Etc/UTC'], 'The sandbox supports only schedules in UTC')
    .default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: Target.extend({ Input: z.string() }),
});

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
        fire: (event) => fireTarget(context, read.Target, event),
      });
      registry.schedules.set(path, schedule);
      parts.push(schedule);
    }
    return { ref: name, attributes: { Arn: arn } };
  };
