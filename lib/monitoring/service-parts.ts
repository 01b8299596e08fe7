import type { FailureQueue } from '../constructs/failure-queue.ts';
import type { FanOut } from '../constructs/fan-out.ts';
import type { Intake } from '../constructs/intake.ts';
import type { NodeFunction } from '../constructs/node-function.ts';
import type { Poller } from '../constructs/poller.ts';
import type { Redeliver } from '../constructs/redeliver.ts';
import type { Sender } from '../constructs/sender.ts';
import type { Tracker } from '../constructs/tracker.ts';

/** The parts of a service that are watched. */
export interface ServiceParts {
  /** Records notices. */
  readonly intake: Intake;
  /** Looks at jobs whose notice has not come. */
  readonly poller: Poller;
  /**
   * Records jobs that CloudTrail tells of.
   * @default - CloudTrail is not listened to
   */
  readonly tracker: Tracker | undefined;
  /** Announces transitions. */
  readonly fanOut: FanOut;
  /** Makes deliveries. */
  readonly sender: Sender;
  /** Makes deliveries that waited. */
  readonly redeliver: Redeliver;
}

/** The functions of a service, by the names that people know them by. */
export const functionsOf = (parts: ServiceParts): ReadonlyMap<string, NodeFunction> => {
  const { intake, poller, tracker, fanOut, sender, redeliver } = parts;
  return new Map([
    ['Intake', intake.fn],
    ['Poller', poller.fn],
    ...(tracker === undefined ? [] : [['Tracker', tracker.fn] as const]),
    ['FanOut', fanOut.fn],
    ['Sender', sender.fn],
    ['Redeliver', redeliver.fn],
  ]);
};

/** What a failure queue keeps; the alarm on it is called so. */
export type Failure =
  | 'DeadLetters'
  | 'FailedEvents'
  | 'FailedNotices'
  | 'FailedPolls'
  | 'FailedRuns'
  | 'FailedTracks';

/** The failure queues of a service, by what they keep. */
export const failureQueuesOf = (parts: ServiceParts): ReadonlyMap<Failure, FailureQueue> => {
  const { intake, poller, tracker, fanOut, sender, redeliver } = parts;
  return new Map<Failure, FailureQueue>([
    ['DeadLetters', sender.deadLetters],
    ['FailedEvents', fanOut.failedEvents],
    ['FailedNotices', intake.failedNotices],
    ['FailedPolls', poller.failedPolls],
    ['FailedRuns', redeliver.failedRuns],
    ...(tracker === undefined ? [] : [['FailedTracks', tracker.failedTracks] as const]),
  ]);
};
