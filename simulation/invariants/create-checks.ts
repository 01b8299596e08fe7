import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import type { Status } from '../../lambdas/core/job/status.ts';
import { SimulatedFault } from '../engine/network.ts';
import type { TrueJob } from '../ports/glacier.ts';
import { hash } from '../ports/stream.ts';
import type { Subscriber } from '../programs/subscribers.ts';
import type { Broken, Checks } from './checks.ts';
import { createEndpointChecks } from './endpoint-checks.ts';
import { findEnd, mayBeMissed } from './ends.ts';
import { createEventChecks } from './event-checks.ts';
import { createGroupChecks, type FindGroupOwed } from './group-checks.ts';
import { createLives, type Life, type Lives } from './lives.ts';
import { createOwed } from './owed.ts';
import { findIllegalSteps } from './paths.ts';

/** Twice as many polls of one job as a sound service makes. */
const MOST_POLLS = 80;

/** Creates checks that find nothing yet. */
export const createChecks = (subscribers: readonly Subscriber[], nowMs: () => number): Checks => {
  const broken: Broken[] = [];
  const lives = createLives();
  const polls = new Map<string, number>();
  const report = (invariant: string, of: string) => void broken.push({ invariant, of });
  const endpoints = createEndpointChecks(nowMs, report);
  const owed = createOwed(subscribers, endpoints.isOwed);
  const findOwed: FindOwed = (job, status, publishedMs) =>
    owed(({ wants }) => wants(status, job), publishedMs);
  const findGroupOwed: FindGroupOwed = (group, publishedMs) =>
    owed(({ wantsGroup }) => wantsGroup?.(group), publishedMs);
  const groups = createGroupChecks(findGroupOwed, nowMs, report);
  const eventOf: Lives['eventOf'] = (...event) =>
    lives.eventOf(...event) ?? groups.eventOf(...event);
  return {
    broken,
    groups,
    ...createEventChecks({ eventOf }, endpoints, nowMs, report),
    onGroupChange: groups.onGroupChange,
    onStarted: (job) => {
      lives.start(job);
      groups.onStarted(job);
    },
    onJobChange: (before, after) => {
      for (const step of findIllegalSteps(before, after)) report(step, after.jobId);
      lives.follow(after);
      groups.onJobChange(after);
    },
    onEndpointChange: endpoints.onChange,
    onAcknowledged: (job, isRecorded) => {
      const { status = 'InProgress' } = lives.find(job)?.row ?? {};
      if (!isRecorded(status)) report('what was acknowledged is not recorded', job.jobId);
    },
    onDescribed: ({ jobId }) => {
      polls.set(jobId, (polls.get(jobId) ?? 0) + 1);
      if (polls.get(jobId) === MOST_POLLS) report('a job was polled too often', jobId);
    },
    onKept: (queue, failed) => report(`something was refused: ${queue}`, JSON.stringify(failed)),
    onOperatorEvent: ({ type, endpointId }) => {
      if (type === 'webhook.delivery.exhausted') report('a delivery was given up', endpointId);
    },
    onError: (name, error) => {
      if (!isSimulated(error)) report(`${name} failed by itself`, String(error));
    },
    onDeployed: (vaultNames, announces) => {
      for (const name of vaultNames) if (!announces(name)) report('a vault is not claimed', name);
    },
    isSettled: (job) => findLoss(job, lives.find(job), findOwed).length === 0,
    settle: (job) => {
      const life = lives.find(job);
      lives.end(job);
      polls.delete(job.jobId);
      endpoints.checkNotices();
      for (const reason of findLoss(job, life, findOwed)) report(reason, job.jobId);
      if (life?.row) groups.checkReminder(life.row);
      if (life?.row && isRebuiltOtherwise(life.row, life.events)) {
        report('an event has other bytes when it is built from the last row', job.jobId);
      }
      return [...(life?.events.values() ?? [])].map(({ id }) => id);
    },
  };
};

/** Finds the endpoints that must get the event of a transition. */
type FindOwed = (job: TrueJob, status: Status, publishedMs: number) => readonly string[];

const findLoss = (job: TrueJob, life: Life | undefined, findOwed: FindOwed): readonly string[] => {
  const row = life?.row;
  if (row === undefined) {
    return mayBeMissed(job, job.createdAt) ? [] : ['the job was never found'];
  }
  const lost = row.transitions.flatMap(({ status }, index) => {
    const event = life?.events.get(index + 1);
    if (event?.publishedMs === undefined) return [`the transition to ${status} was not announced`];
    const missing = findOwed(job, status, event.publishedMs).filter(
      (endpointId) => !event.settledFor.has(endpointId),
    );
    return missing.map((endpointId) => `${endpointId} did not get the transition to ${status}`);
  });
  return [...findEnd(job, row), ...lost];
};

const isRebuiltOtherwise = (row: Job, events: Life['events']): boolean =>
  [...events].some(
    ([sequence, { bodyHash }]) => hash(buildJobEvent(row, sequence).body) !== bodyHash,
  );

/** Whether an error, or every error that it gathers, is one that the simulation has caused. */
const isSimulated = (error: unknown): boolean => {
  if (error instanceof SimulatedFault) return true;
  if (error instanceof AggregateError) return error.errors.every(isSimulated);
  return error instanceof Error && error.cause !== undefined && isSimulated(error.cause);
};
