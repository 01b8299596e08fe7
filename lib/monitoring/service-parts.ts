import type { FanOut } from '../functions/fan-out.ts';
import type { GroupMonitor } from '../functions/group-monitor.ts';
import type { Intake } from '../functions/intake.ts';
import type { Poller } from '../functions/poller.ts';
import type { Redeliver } from '../functions/redeliver.ts';
import type { NodeFunction } from '../functions/runtime/node-function.ts';
import type { Sender } from '../functions/sender.ts';
import type { Tracker } from '../functions/tracker.ts';
import type { FailureQueue } from '../messaging/failure-queue.ts';

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
  /** Checks groups. */
  readonly groupMonitor: GroupMonitor;
}

/** The functions of a service by their common names. */
export const functionsOf = (parts: ServiceParts): ReadonlyMap<string, NodeFunction> => {
  const { intake, poller, tracker, fanOut, sender, redeliver, groupMonitor } = parts;
  return new Map([
    ['Intake', intake.fn],
    ['Poller', poller.fn],
    ...(tracker === undefined ? [] : [['Tracker', tracker.fn] as const]),
    ['FanOut', fanOut.fn],
    ['Sender', sender.fn],
    ['Redeliver', redeliver.fn],
    ['GroupMonitor', groupMonitor.fn],
  ]);
};

/** The contents of a failure queue, and the name of its alarm. */
export type Failure =
  | 'DeadLetters'
  | 'FailedChecks'
  | 'FailedEvents'
  | 'FailedNotices'
  | 'FailedPolls'
  | 'FailedRuns'
  | 'FailedTracks';

/** The failure queues of a service by their contents. */
export const failureQueuesOf = (parts: ServiceParts): ReadonlyMap<Failure, FailureQueue> => {
  const { intake, poller, tracker, fanOut, sender, redeliver, groupMonitor } = parts;
  return new Map<Failure, FailureQueue>([
    ['DeadLetters', sender.deadLetters],
    ['FailedEvents', fanOut.failedEvents],
    ['FailedNotices', intake.failedNotices],
    ['FailedPolls', poller.failedPolls],
    ['FailedRuns', redeliver.failedRuns],
    ['FailedChecks', groupMonitor.failedChecks],
    ...(tracker === undefined ? [] : [['FailedTracks', tracker.failedTracks] as const]),
  ]);
};
