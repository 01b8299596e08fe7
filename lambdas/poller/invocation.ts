import type { SQSEvent } from 'aws-lambda';
import type { BatchOutcome } from '../core/function/batch-outcome.ts';
import { deadlineOf } from '../core/function/deadline.ts';
import type { Poller } from './handler.ts';
import { readPollMessage } from './poll-message.ts';

/** Time to finish what was begun, and to requeue the remainder. */
const RESERVE_MS = 15_000;

/** The schedules' inputs: `tick` every minute, `sweep` at its own rate. */
export interface ScheduledEvent {
  readonly tick?: string;
  readonly sweep?: string;
}

/** How long an invocation may still take, in milliseconds. */
type RemainingMs = () => number;

/** What the poller does at an invocation of each kind. */
export interface PollerInvocations {
  /** Runs what a schedule asks for. */
  readonly onSchedule: (event: ScheduledEvent, remainingMs: RemainingMs) => Promise<void>;
  /** Continues what earlier runs left in PollQueue; each message has its own outcome. */
  readonly onQueue: (
    event: SQSEvent,
    remainingMs: RemainingMs,
  ) => Promise<PromiseSettledResult<BatchOutcome>[]>;
}

/** Dispatches invocations to the poller, each with a deadline that leaves time to requeue. */
export const createPollerInvocations = (poller: Poller): PollerInvocations => {
  return {
    onSchedule: ({ tick, sweep }, remainingMs) => {
      const deadline = deadlineOf(remainingMs, RESERVE_MS);
      return sweep === undefined ? poller.tick(tick, deadline) : poller.sweep(deadline);
    },
    onQueue: (event, remainingMs) =>
      Promise.allSettled(
        event.Records.map(async ({ body }) => {
          await poller.resume(readPollMessage(body), deadlineOf(remainingMs, RESERVE_MS));
          return 'done' as const;
        }),
      ),
  };
};
