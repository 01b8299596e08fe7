import type { Instant } from '../../lambdas/core/instant.ts';
import { createFunctionInspector } from '../../operations/aws/inspect/function.ts';
import { countRuns } from '../../operations/aws/inspect/function-activity.ts';
import { inspectKey } from '../../operations/aws/inspect/key.ts';
import { inspectSchedule } from '../../operations/aws/inspect/schedule.ts';
import { listStackResources } from '../../operations/aws/inspect/stack-resources.ts';
import type { FoundDeployment } from '../deployment/service.ts';
import type { Part, Parts } from './part-facts.ts';

/** Long enough for a metric to arrive. */
const ACTIVITY_MINUTES = 15;

/** Finds the resources of the service in a stack. */
export const createStackParts = (
  { stack, construct = '', clientConfig }: FoundDeployment,
  now: Instant,
): Parts => {
  const resources = listStackResources(stack, clientConfig);
  const find = async (part: Part) => {
    const id = new RegExp(`^${construct}${part}[0-9A-F]{8}$`);
    const found = (await resources).find(({ logicalId }) => id.test(logicalId));
    if (found === undefined) throw new Error(`the stack has no ${part}: its version differs`);
    // Scheduler's name for a schedule is its group's, a bar, and its own.
    return { name: found.physicalId.split('|').at(-1) ?? '', updatedAt: found.updatedAt };
  };
  const inspect = createFunctionInspector(clientConfig);
  const inspectFunction = async (part: Part) => inspect((await find(part)).name);
  return {
    inspectFunction,
    inspectSchedule: async (part) => inspectSchedule((await find(part)).name, clientConfig),
    countPolls: async () => {
      const [{ name }, { updatedAt = new Date(0) }] = await Promise.all([
        find('PollerFunction'),
        find('PollerSchedule'),
      ]);
      const ageMinutes = Math.floor((Date.parse(now) - updatedAt.getTime()) / 60_000);
      const runs = await countRuns(name, { now, minutes: ACTIVITY_MINUTES }, clientConfig);
      const isEmulated = Boolean(process.env['AWS_ENDPOINT_URL']);
      if (isEmulated && runs.invocations === 0 && ageMinutes >= ACTIVITY_MINUTES) {
        throw new Error('the AWS emulator has no poller metrics');
      }
      return { ...runs, ageMinutes };
    },
    inspectKey: (keyId) => inspectKey(keyId, clientConfig),
    findSubscriber: async () => {
      const { exists, name, arn } = await inspectFunction('IntakeFunction');
      if (!exists) throw new Error(`the function ${name} does not exist`);
      return { protocol: 'lambda', endpoint: arn };
    },
  };
};
