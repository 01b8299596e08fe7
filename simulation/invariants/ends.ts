import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import type { Status } from '../../lambdas/core/job/status.ts';
import { KEPT_MS, type TrueJob } from '../ports/glacier.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OUTPUT_MS = 24 * HOUR_MS;
/** Clocks of function copies differ by up to this. */
const SKEW_MS = 2000;
/** How long a job or its completion may stay unknown: some sweep in eight hours succeeds, whatever fails. */
const UNKNOWN_MS = 8 * HOUR_MS;
const REMINDER_LEAD_MS = DEFAULT_LIFE_POLICY.expiringLeadMinutes * MINUTE_MS;
/** Some ticks are enough to send a reminder, whatever fails. */
const REMINDER_LATE_MS = 30 * MINUTE_MS;

/** Whether what happened at an instant may stay unknown, because the vault was deleted soon after it. */
export const mayBeMissed = ({ vaultDeletedAt }: TrueJob, atMs: number): boolean =>
  vaultDeletedAt !== undefined && vaultDeletedAt < atMs + UNKNOWN_MS;

/** Finds where a settled row disagrees with Glacier's own ledger. */
export const findEnd = (job: TrueJob, { status, transitions }: Job): readonly string[] => {
  const { completedAt, outcome, vaultDeletedAt } = job;
  const stepTo = (...wanted: Status[]) => transitions.find((step) => wanted.includes(step.status));
  const at = (...wanted: Status[]) => Date.parse(stepTo(...wanted)?.at ?? '');
  const foundAt = at('Succeeded', 'Failed');
  const expiresAt = completedAt + OUTPUT_MS;
  const remindedBy = Math.max(foundAt, expiresAt - REMINDER_LEAD_MS) + REMINDER_LATE_MS;
  const isCollected = at('Collected') < remindedBy;
  const isReminded = outcome === 'Failed' || job.isSelect || at('Expiring') < remindedBy;
  const knownUntil =
    vaultDeletedAt === undefined ? completedAt + KEPT_MS : vaultDeletedAt + HOUR_MS;
  const reason = vaultDeletedAt === undefined ? undefined : 'vault-missing';
  const expired = stepTo('Expired');
  const broken = {
    [`a job that ${outcome} ended as ${status}`]: !endsOf(job, foundAt).includes(status),
    'the completion was never found': Number.isNaN(foundAt) && !mayBeMissed(job, completedAt),
    'the completion was found late': foundAt > completedAt + UNKNOWN_MS,
    'no reminder came in time': remindedBy < expiresAt && !isCollected && !isReminded,
    'a job expired that Glacier still knows': at('Expired') < knownUntil - SKEW_MS,
    'a job expired for another reason': expired !== undefined && expired.reason !== reason,
  };
  return Object.entries(broken).flatMap(([invariant, isBroken]) => (isBroken ? [invariant] : []));
};

/** The statuses with which a job may end. */
const endsOf = ({ outcome, isSelect }: TrueJob, foundAt: number): readonly Status[] => {
  if (Number.isNaN(foundAt)) return ['Expired'];
  if (outcome === 'Failed') return ['Failed'];
  return isSelect ? ['Succeeded'] : ['Collected', 'Expired'];
};
