import type { Job, Transition } from '../../lambdas/core/job/job.ts';
import { canonical } from '../../lambdas/core/json.ts';

/** The legal steps where no notice is forged: docs/architecture.md, "Job lifecycle". */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  '': ['InProgress', 'Succeeded', 'Failed'],
  InProgress: ['Succeeded', 'Failed', 'Expired'],
  Succeeded: ['Expiring', 'Expired', 'Collected'],
  Expiring: ['Expired', 'Collected'],
  Expired: ['Collected'],
  Failed: [],
  Collected: [],
};

/** What better evidence may correct besides, where a notice was forged. */
const CORRECTED: Readonly<Record<string, readonly string[]>> = {
  Succeeded: ['Failed'],
  Expiring: ['Failed', 'Succeeded'],
  Expired: ['Failed', 'Succeeded'],
  Failed: ['Succeeded', 'Expired'],
  Collected: ['Failed'],
};

/** Finds what a write of a row must not do, in words. */
export const findIllegalSteps = (
  before: Job | undefined,
  after: Job,
  isForged = false,
): readonly string[] => {
  const kept = before?.transitions ?? [];
  const { transitions } = after;
  const isKept = kept.every((step, index) => isSame(step, transitions[index]));
  const steps = transitions.slice(kept.length).flatMap(({ status }, index) => {
    const from = transitions[kept.length + index - 1]?.status ?? '';
    const isCorrected = isForged && CORRECTED[from]?.includes(status) === true;
    return isCorrected || NEXT[from]?.includes(status)
      ? []
      : [`an illegal step from ${from} to ${status}`];
  });
  return [
    ...steps,
    ...(isKept ? [] : ['a recorded transition was changed']),
    ...(after.sequence === transitions.length ? [] : ['the sequence is not the last one']),
    ...(after.status === transitions.at(-1)?.status ? [] : ['the status is not the last one']),
  ];
};

/** A later write may only add to what a transition was announced as. */
const isSame = (before: Transition, after: Transition | undefined): boolean =>
  JSON.stringify(before) === JSON.stringify(after) ||
  canonical({ ...before, announcedAs: { ...after?.announcedAs, ...before.announcedAs } }) ===
    canonical({ ...after, announcedAs: { ...after?.announcedAs } });
