import type { ChaosRecords, Invariant, JobRow, TransitionRow } from './chaos-records.ts';

const START = 'nothing';

/**
 * Which status may follow which, after DESIGN and docs/architecture.md; not taken from the service.
 *
 * A job whose success is learned late goes from nothing, or from InProgress, to Succeeded first.
 */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  [START]: ['InProgress', 'Succeeded', 'Failed'],
  InProgress: ['Succeeded', 'Failed', 'Expired'],
  Succeeded: ['Expiring', 'Expired', 'Collected'],
  Expiring: ['Expired', 'Collected'],
  Expired: ['Succeeded', 'Collected'],
  Failed: [],
  Collected: [],
};

/** What better evidence may correct besides, where a notice was forged. */
const CORRECTED: Readonly<Record<string, readonly string[]>> = {
  [START]: [],
  InProgress: [],
  Succeeded: ['Failed'],
  Expiring: ['Failed', 'Succeeded'],
  Expired: ['Failed'],
  Failed: ['Succeeded', 'Expired'],
  Collected: ['Failed'],
};

/** Lists the jobs about which a notice was forged that the service may believe. */
export const forgedJobs = ({ forged }: ChaosRecords): ReadonlySet<string> =>
  new Set(forged.flatMap(({ jobId }) => jobId ?? []));

/** Every job takes a legal path. */
export const legalPath: Invariant = {
  name: 'Each job takes a legal path',
  check: (records) => {
    const forged = forgedJobs(records);
    return records.jobs.flatMap((job) =>
      illegalSteps(job, forged.has(job.jobId)).map((step) => ({
        jobId: job.jobId,
        text: `took the step ${step}`,
      })),
    );
  },
};

const illegalSteps = ({ transitions }: JobRow, isForged: boolean): readonly string[] =>
  transitions.flatMap(({ status }, index) => {
    const before = transitions[index - 1]?.status ?? START;
    const allowed = [...(USUAL[before] ?? []), ...(isForged ? (CORRECTED[before] ?? []) : [])];
    return allowed.includes(status) ? [] : [`${before} -> ${status}`];
  });

const sameStep = (one: TransitionRow | undefined, other: TransitionRow | undefined): boolean =>
  one?.status === other?.status && one?.at === other?.at && one?.source === other?.source;

/** Every transition is recorded once: none changes, vanishes, or comes without its number. */
export const recordedOnce: Invariant = {
  name: 'Each transition is recorded exactly once, and sequence has no gaps',
  check: ({ jobs, images }) =>
    jobs.flatMap((job) => {
      const history = images.get(job.jobId) ?? [];
      const problems = [...history, job].flatMap((image, index, all) =>
        problemsOf(all[index - 1], image),
      );
      const last = history.at(-1);
      const isSeen = last?.sequence === job.sequence;
      const unseen = isSeen ? [] : [`the stream contained ${last?.sequence} of them`];
      return [...problems, ...unseen].map((text) => ({ jobId: job.jobId, text }));
    }),
};

const problemsOf = (before: JobRow | undefined, image: JobRow): readonly string[] => {
  const { transitions, sequence, status } = image;
  const isKept = before?.transitions.every((step, index) => sameStep(step, transitions[index]));
  const isOrdered = transitions.every(({ at }, index) => at >= (transitions[index - 1]?.at ?? ''));
  const isRepeated = transitions.some(
    (step, index) => step.status === transitions[index - 1]?.status,
  );
  return [
    ...(sequence === transitions.length
      ? []
      : [`sequence ${sequence} with ${transitions.length} transitions`]),
    ...(isKept === false ? ['a recorded transition was changed'] : []),
    ...(isOrdered ? [] : ['transitions are not in the order of their times']),
    ...(isRepeated ? ['a status follows itself'] : []),
    ...(status === transitions.at(-1)?.status ? [] : [`status ${status} is not the last one`]),
  ];
};
