import type {
  ActivityFacts,
  DoctorFacts,
  FunctionFacts,
  KeyFacts,
  ScheduleFacts,
  SubscriberFacts,
} from '../../lambdas/core/doctor/facts.ts';
import { lookUp } from './look-up.ts';

/** A schedule or a function of the service, by the id that the CDK gives it. */
export type Part =
  | `${'Poller' | 'PollerSweep' | 'Redeliver'}Schedule`
  | `${'Intake' | 'Poller' | 'FanOut' | 'Sender' | 'Redeliver'}Function`;

/** Looks at the parts of a stack or of a sandbox. */
export interface Parts {
  readonly inspectFunction: (part: Part) => Promise<FunctionFacts>;
  readonly inspectSchedule: (part: Part) => Promise<ScheduleFacts>;
  /** Counts the runs of the poller in the last minutes. */
  readonly countPolls: () => Promise<ActivityFacts>;
  readonly inspectKey: (keyId: string) => Promise<KeyFacts | undefined>;
  /** Says how a subscription of intake looks. */
  readonly findSubscriber: () => Promise<SubscriberFacts>;
}

/** The parts that an event source mapping invokes. */
const READS: Readonly<Partial<Record<Part, string>>> = {
  PollerFunction: 'PollQueue',
  FanOutFunction: 'the stream of the Jobs table',
  SenderFunction: 'DeliveryQueue',
};
const SCHEDULES = ['PollerSchedule', 'PollerSweepSchedule', 'RedeliverSchedule'] as const;
const DELIVERERS = ['FanOutFunction', 'SenderFunction', 'RedeliverFunction'] as const;

/** Gathers the facts that are in no table and no queue. */
export const gatherPartFacts = async (parts: Parts, topic: DoctorFacts['topic']) => {
  const keyId = topic.kind === 'known' ? topic.value?.keyId : undefined;
  const inspect = async (part: Part) => ({
    ...(await parts.inspectFunction(part)),
    reads: READS[part],
  });
  const [intakeSubscriber, topicKey, intake, poller, polls, schedules, deliverers] =
    await Promise.all([
      lookUp(parts.findSubscriber),
      lookUp(async () => (keyId === undefined ? undefined : parts.inspectKey(keyId))),
      lookUp(() => inspect('IntakeFunction')),
      lookUp(() => inspect('PollerFunction')),
      lookUp(parts.countPolls),
      lookUp(() => Promise.all(SCHEDULES.map(parts.inspectSchedule))),
      lookUp(() => Promise.all(DELIVERERS.map(inspect))),
    ]);
  return { intakeSubscriber, topicKey, intake, poller, polls, schedules, deliverers };
};
