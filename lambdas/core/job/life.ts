import type { LifePolicy } from '../function/settings.ts';
import { type Instant, plusMinutes } from '../instant.ts';
import type { JobFacts } from './facts.ts';
import type { Status } from './status.ts';

/** Derives the status from what is known of a job and from the time. */
export const deriveStatus = (facts: JobFacts, now: Instant, policy: LifePolicy): Status => {
  switch (facts.outcome) {
    case 'Failed':
      return 'Failed';
    case 'Succeeded':
      return deriveSuccess(facts, now, policy);
    case undefined:
      return facts.notFoundAt === undefined ? 'InProgress' : 'Expired';
  }
};

const deriveSuccess = (facts: JobFacts, now: Instant, policy: LifePolicy): Status => {
  const { collectedAt, notFoundAt, outputExpiresAt } = facts;
  if (collectedAt !== undefined) return 'Collected';
  if (outputExpiresAt === undefined) return 'Succeeded';
  if (notFoundAt !== undefined && now >= outputExpiresAt) return 'Expired';
  const expiringAt = plusMinutes(outputExpiresAt, -policy.expiringLeadMinutes);
  // A reminder after the expiry is no help: only Glacier knows whether the output is gone.
  return now >= expiringAt && now < outputExpiresAt ? 'Expiring' : 'Succeeded';
};

/** Statuses that a job reaches only by way of `Succeeded`, which is then announced too. */
const AFTER_SUCCESS: readonly Status[] = ['Expiring', 'Collected'];

/** Statuses that already announced the success. */
const SUCCESS_KNOWN: readonly Status[] = ['Succeeded', 'Expiring', 'Collected'];

/** Lists the transitions that lead from one status to another, none when they are the same. */
export const routeTo = (from: Status | undefined, to: Status): readonly Status[] => {
  if (from === to) return [];
  const isCollectingUnread = from === 'Expired' && to === 'Collected';
  const skipsSuccess = AFTER_SUCCESS.includes(to) && !(from && SUCCESS_KNOWN.includes(from));
  return skipsSuccess && !isCollectingUnread ? ['Succeeded', to] : [to];
};

/** Statuses after which nothing more is expected, so that the job may be forgotten in time. */
export const isFinal = (status: Status): boolean =>
  status === 'Failed' || status === 'Expired' || status === 'Collected';
