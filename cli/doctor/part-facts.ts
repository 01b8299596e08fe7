import type {
  ActivityFacts,
  DoctorFacts,
  FunctionFacts,
  KeyFacts,
  ScheduleFacts,
  SubscriberFacts,
} from '../../operations/doctor/facts.ts';
import { lookUp } from './look-up.ts';

/** A schedule or function of the service, by its CDK logical id. */
export type Part =
  | `${'Poller' | 'PollerSweep' | 'Redeliver' | 'GroupMonitor'}Schedule`
  | `${'Intake' | 'Poller' | 'FanOut' | 'Sender' | 'Redeliver' | 'GroupMonitor'}Function`;

/** Inspects the resources of a stack or sandbox. */
export interface Parts {
  readonly inspectFunction: (part: Part) => Promise<FunctionFacts>;
  readonly inspectSchedule: (part: Part) => Promise<ScheduleFacts>;
  /** Counts the runs of the poller in the last minutes. */
  readonly countPolls: () => Promise<ActivityFacts>;
  readonly inspectKey: (keyId: string) => Promise<KeyFacts | undefined>;
  /** Returns what a subscription of intake looks like. */
  readonly findSubscriber: () => Promise<SubscriberFacts>;
}

/** The event sources of the parts that an event source mapping invokes. */
const READS: Readonly<Partial<Record<Part, string>>> = {
  PollerFunction: 'PollQueue',
  FanOutFunction: 'the Jobs table stream',
  SenderFunction: 'DeliveryQueue',
};
const SCHEDULES = ['PollerSchedule', 'PollerSweepSchedule', 'RedeliverSchedule'] as const;
/** Only where groups have a table: a deployment of the first version has neither. */
const OF_GROUPS = {
  schedules: ['GroupMonitorSchedule'],
  functions: ['GroupMonitorFunction'],
} as const satisfies Readonly<Record<string, readonly Part[]>>;
const DELIVERERS = ['FanOutFunction', 'SenderFunction', 'RedeliverFunction'] as const;

/** What decides which parts are inspected. */
interface PartScope {
  readonly topic: DoctorFacts['topic'];
  readonly hasGroups: boolean;
}

/** Gathers the facts that come from neither tables nor queues. */
export const gatherPartFacts = async (parts: Parts, { topic, hasGroups }: PartScope) => {
  const ofGroups = hasGroups ? OF_GROUPS : { schedules: [], functions: [] };
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
      lookUp(() => Promise.all([...SCHEDULES, ...ofGroups.schedules].map(parts.inspectSchedule))),
      lookUp(() => Promise.all([...DELIVERERS, ...ofGroups.functions].map(inspect))),
    ]);
  return { intakeSubscriber, topicKey, intake, poller, polls, schedules, deliverers };
};
