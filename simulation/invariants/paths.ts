import type { Job } from '../../lambdas/core/job/job.ts';
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

/** Finds what a write of a row must not do, in words. */
export const findIllegalSteps = (before: Job | undefined, after: Job): readonly string[] => {
  const kept = before?.transitions ?? [];
  const { transitions } = after;
  const isKept = kept.every(
    (step, index) => canonical(bare(step)) === canonical(bare(transitions[index])),
  );
  const steps = transitions.slice(kept.length).flatMap(({ status }, index) => {
    const from = transitions[kept.length + index - 1]?.status ?? '';
    return NEXT[from]?.includes(status) ? [] : [`an illegal step from ${from} to ${status}`];
  });
  return [
    ...steps,
    ...(isKept ? [] : ['a recorded transition was changed']),
    ...(after.sequence === transitions.length ? [] : ['the sequence is not the last one']),
    ...(after.status === transitions.at(-1)?.status ? [] : ['the status is not the last one']),
  ];
};

/** What a later write may add to a transition is left out: `announcedAs` keeps its event's bytes. */
const bare = (step: Job['transitions'][number] | undefined) => ({
  status: step?.status,
  at: step?.at,
  source: step?.source,
});
