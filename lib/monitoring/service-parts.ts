import type { FailureQueue } from '../constructs/failure-queue.ts';
import type { FanOut } from '../constructs/fan-out.ts';
import type { Intake } from '../constructs/intake.ts';
import type { NodeFunction } from '../constructs/node-function.ts';
import type { Poller } from '../constructs/poller.ts';
import type { Redeliver } from '../constructs/redeliver.ts';
import type { Sender } from '../constructs/sender.ts';
import type { Tracker } from '../constructs/tracker.ts';

/** The monitored parts of a service. */
export interface ServiceParts {
  /** Records notices. */
  readonly intake: Intake;
  /** Polls jobs without a notice. */
  readonly poller: Poller;
  /**
   * Records jobs that CloudTrail reports.
   * @default - jobs are not tracked by CloudTrail
   */
  readonly tracker: Tracker | undefined;
  /** Publishes transitions. */
  readonly fanOut: FanOut;
  /** Makes deliveries. */
  readonly sender: Sender;
  /** Sends parked deliveries. */
  readonly redeliver: Redeliver;
}

/** The functions of a service by their common names. */
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

/** The contents of a failure queue, and the name of its alarm. */
export type Failure =
  | 'DeadLetters'
  | 'FailedEvents'
  | 'FailedNotices'
  | 'FailedPolls'
  | 'FailedRuns'
  | 'FailedTracks';

/** The failure queues of a service by their contents. */
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
