import type { Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import type { EventDeliveries } from '../../../lambdas/core/delivery/ports.ts';
import { buildJobEvent } from '../../../lambdas/core/event/event.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';
import type { Output, Style } from '../../framework/output/output.ts';
import { printable } from '../../framework/output/printable.ts';
import { describeAttempt } from './describe-attempt.ts';

/** A transition with the event that it made, and where that went. */
export interface TimelineStep {
  readonly sequence: number;
  readonly status: string;
  readonly at: string;
  readonly source: string;
  readonly statusMessage?: string | undefined;
  readonly reason?: string | undefined;
  readonly eventId: string;
  readonly deliveries: readonly Delivery[];
}

/** Reads the deliveries of each transition's event. */
export const readTimeline = (
  job: Job,
  deliveriesOf: EventDeliveries,
): Promise<readonly TimelineStep[]> =>
  Promise.all(
    job.transitions.map(async ({ status, at, source, statusMessage, reason }, index) => {
      const sequence = index + 1;
      const { id: eventId } = buildJobEvent(job, sequence);
      const deliveries = await deliveriesOf(eventId);
      return { sequence, status, at, source, statusMessage, reason, eventId, deliveries };
    }),
  );

const STATE_STYLES: Readonly<Record<Delivery['state'], Style>> = {
  delivered: 'green',
  retrying: 'yellow',
  parked: 'yellow',
  exhausted: 'red',
  dropped: 'red',
};

/** Describes the transitions, each with its deliveries under it. */
export const describeTimeline = (
  steps: readonly TimelineStep[],
  output: Output,
): readonly string[] =>
  steps.flatMap((step) => {
    const why = step.statusMessage ?? step.reason;
    return [
      `${step.at}  ${step.sequence}. ${output.style('bold', step.status)} (${step.source})${why === undefined ? '' : `: ${printable(why)}`}`,
      ...step.deliveries.flatMap((delivery) => describeDelivery(delivery, output)),
    ];
  });

const describeDelivery = (delivery: Delivery, output: Output): readonly string[] => {
  const { endpointId, state, attempts, attemptCount, nextAttemptAt, dropReason } = delivery;
  const next = state === 'delivered' ? undefined : nextAttemptAt;
  const facts = [
    output.style(STATE_STYLES[state], state),
    attemptCount === 1 ? '1 attempt' : `${attemptCount} attempts`,
    ...(next === undefined ? [] : [`next at ${next}`]),
    ...(dropReason === undefined ? [] : [printable(dropReason)]),
  ];
  return [
    `  to ${endpointId}: ${facts.join(', ')}`,
    ...attempts.map((attempt) => `    ${attempt.at}  ${describeAttempt(attempt)}`),
  ];
};
