import { countRuns } from '../../lambdas/adapters/function-activity.ts';
import { inspectKey } from '../../lambdas/adapters/kms-key-inspector.ts';
import { createFunctionInspector } from '../../lambdas/adapters/lambda-function-inspector.ts';
import { inspectSchedule } from '../../lambdas/adapters/schedule-inspector.ts';
import { listStackResources, type StackResource } from '../../lambdas/adapters/stack-resources.ts';
import type {
  DoctorFacts,
  Fact,
  FunctionFacts,
  SubscriberFacts,
  TopicFacts,
} from '../../lambdas/core/doctor/facts.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { FoundDeployment } from '../deployment/service.ts';
import { lookUp, unchecked } from './look-up.ts';

/** The facts that only AWS itself has. */
export type AwsFacts = Pick<
  DoctorFacts,
  'intakeSubscriber' | 'topicKey' | 'intake' | 'poller' | 'schedules' | 'polls' | 'deliverers'
>;

/** Long enough for a metric to arrive. */
const LOOK_BACK_MINUTES = 15;

/** What the facts are gathered from. */
export interface AwsSources {
  readonly deployment: FoundDeployment;
  readonly topic: Fact<TopicFacts | undefined>;
  readonly now: Instant;
}

/** Gathers the facts of a deployment that no table and no queue tells. */
export const gatherAwsFacts = async ({ deployment, topic, now }: AwsSources): Promise<AwsFacts> => {
  const { stack, construct = '', clientConfig } = deployment;
  const keyId = topic.kind === 'known' ? topic.value?.keyId : undefined;
  const [topicKey, resources] = await Promise.all([
    lookUp(async () => (keyId === undefined ? undefined : inspectKey(keyId, clientConfig))),
    lookUp(() => listStackResources(stack, clientConfig)),
  ]);
  const parts = findParts(resources, construct);
  const inspect = createFunctionInspector(clientConfig);
  const inspectPart = (part: Part) =>
    parts.with(part, async (name) => ({ ...(await inspect(name)), reads: READS[part] }));
  const [intake, poller, fanOut, sender, redeliver, polls, schedules] = await Promise.all([
    inspectPart('IntakeFunction'),
    inspectPart('PollerFunction'),
    inspectPart('FanOutFunction'),
    inspectPart('SenderFunction'),
    inspectPart('RedeliverFunction'),
    parts.with('PollerFunction', (name) =>
      countRuns(name, { now, minutes: LOOK_BACK_MINUTES }, clientConfig),
    ),
    Promise.all(
      SCHEDULES.map((part) => parts.with(part, (name) => inspectSchedule(name, clientConfig))),
    ),
  ]);
  return {
    intakeSubscriber: toSubscriber(intake),
    topicKey,
    intake,
    poller,
    polls,
    schedules: all(schedules),
    deliverers: all([fanOut, sender, redeliver]),
  };
};

/** What wakes parts by an event source mapping. */
const READS: Readonly<Partial<Record<Part, string>>> = {
  PollerFunction: 'PollQueue',
  FanOutFunction: 'the stream of the Jobs table',
  SenderFunction: 'DeliveryQueue',
};

const toSubscriber = (intake: Fact<FunctionFacts>): Fact<SubscriberFacts> => {
  if (intake.kind === 'unchecked') return intake;
  const { exists, name, arn } = intake.value;
  return exists
    ? { kind: 'known', value: { protocol: 'lambda', endpoint: arn } }
    : unchecked(`the function ${name} does not exist`);
};

const SCHEDULES = ['PollerSchedule', 'PollerSweepSchedule', 'RedeliverSchedule'] as const;

type Part =
  | (typeof SCHEDULES)[number]
  | `${'Intake' | 'Poller' | 'FanOut' | 'Sender' | 'Redeliver'}Function`;

/** Finds the parts of the service among a stack's resources, by the ids that the CDK gives them. */
const findParts = (resources: Fact<readonly StackResource[]>, construct: string) => {
  const nameOf = (part: Part): string | undefined => {
    const id = new RegExp(`^${construct}${part}[0-9A-F]{8}$`);
    const found = resources.kind === 'known' ? resources.value : [];
    // Scheduler's name for a schedule is its group's, a bar, and its own.
    return found
      .find(({ logicalId }) => id.test(logicalId))
      ?.physicalId.split('|')
      .at(-1);
  };
  return {
    with: <Value>(part: Part, find: (name: string) => Promise<Value>): Promise<Fact<Value>> => {
      if (resources.kind === 'unchecked') return Promise.resolve(resources);
      const name = nameOf(part);
      return name === undefined
        ? Promise.resolve(unchecked(`the stack has no ${part}: it is of another version`))
        : lookUp(() => find(name));
    },
  };
};

const all = <Value>(facts: readonly Fact<Value>[]): Fact<readonly Value[]> => {
  const values: Value[] = [];
  for (const fact of facts) {
    if (fact.kind === 'unchecked') return fact;
    values.push(fact.value);
  }
  return { kind: 'known', value: values };
};
