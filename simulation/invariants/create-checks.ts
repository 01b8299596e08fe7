import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import { SimulatedFault } from '../engine/network.ts';
import type { TrueJob } from '../ports/glacier.ts';
import { hash } from '../ports/stream.ts';
import type { Subscriber } from '../programs/subscribers.ts';
import type { Broken, Checks } from './checks.ts';
import { findEnd } from './ends.ts';
import { createLives, type Life } from './lives.ts';
import { findIllegalSteps } from './paths.ts';

/** Twice as many polls of one job as a sound service makes. */
const MOST_POLLS = 80;

/** Creates checks that find nothing yet. */
export const createChecks = (subscribers: readonly Subscriber[]): Checks => {
  const broken: Broken[] = [];
  const lives = createLives();
  const polls = new Map<string, number>();
  const report = (invariant: string, of: string) => void broken.push({ invariant, of });
  const know = (eventId: string, body: string, where: string) => {
    const event = lives.eventOf(eventId, body);
    if (event === undefined) report(`an event ${where} is of no recorded transition`, eventId);
    else if (event.bodyHash !== hash(body)) report('an event id has two bodies', eventId);
    return event;
  };
  return {
    broken,
    onStarted: lives.start,
    onJobChange: (before, after) => {
      for (const step of findIllegalSteps(before, after)) report(step, after.jobId);
      lives.follow(after);
    },
    onDeliveryChange: (before, after) => {
      const isOver = before?.state === 'delivered' && after.state !== 'delivered';
      if (isOver) report('a delivered row was overwritten', after.eventId);
    },
    onDescribed: ({ jobId }) => {
      polls.set(jobId, (polls.get(jobId) ?? 0) + 1);
      if (polls.get(jobId) === MOST_POLLS) report('a job was polled too often', jobId);
    },
    onPublished: (eventId, body) => {
      const event = know(eventId, body, 'on the topic');
      if (event) event.isPublished = true;
    },
    onArrival: ({ endpointId, eventId, body, isAccepted }) => {
      const event = know(eventId, body, 'at a webhook');
      if (event && isAccepted) event.deliveredTo.add(endpointId);
    },
    onKept: (queue, failed) => report(`something was refused: ${queue}`, JSON.stringify(failed)),
    onOperatorEvent: ({ type }) => report('an endpoint or delivery was given up', type),
    onError: (name, error) => {
      if (!isSimulated(error)) report(`${name} failed by itself`, String(error));
    },
    onDeployed: (vaultNames, announces) => {
      for (const name of vaultNames) if (!announces(name)) report('a vault is not claimed', name);
    },
    isSettled: (job) => findLoss(job, lives.find(job), subscribers).length === 0,
    settle: (job) => {
      const life = lives.find(job);
      lives.end(job);
      polls.delete(job.jobId);
      for (const reason of findLoss(job, life, subscribers)) report(reason, job.jobId);
      if (life && isRebuiltOtherwise(life)) {
        report('an event has other bytes when it is built from the last row', job.jobId);
      }
      return [...(life?.events.values() ?? [])].map(({ id }) => id);
    },
  };
};

const findLoss = (
  job: TrueJob,
  life: Life | undefined,
  subscribers: readonly Subscriber[],
): readonly string[] => {
  if (life === undefined) return ['the job was never found'];
  const lost = life.row.transitions.flatMap(({ status }, index) => {
    const event = life.events.get(index + 1);
    if (!event?.isPublished) return [`the transition to ${status} was not announced`];
    const missing = subscribers.filter(
      ({ endpointId, wants }) => wants(status, job) && !event.deliveredTo.has(endpointId),
    );
    return missing.map(
      ({ endpointId }) => `${endpointId} did not receive the transition to ${status}`,
    );
  });
  return [...findEnd(job, life.row), ...lost];
};

const isRebuiltOtherwise = ({ events, row }: Life): boolean =>
  [...events].some(
    ([sequence, { bodyHash }]) => hash(buildJobEvent(row, sequence).body) !== bodyHash,
  );

/** Whether an error, or every error that it gathers, is one that the simulation has caused. */
const isSimulated = (error: unknown): boolean => {
  if (error instanceof SimulatedFault) return true;
  if (error instanceof AggregateError) return error.errors.every(isSimulated);
  return error instanceof Error && error.cause !== undefined && isSimulated(error.cause);
};
