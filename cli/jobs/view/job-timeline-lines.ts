import type { Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import type { Output, Style } from '../../framework/output/output.ts';
import { printable } from '../../framework/output/printable.ts';
import { describeAttempt } from './describe-attempt.ts';
import type { TimelineStep } from './job-timeline.ts';

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
