import { shapeOf } from './mask.ts';
import type { Observations, ProbeNotice } from './observations.ts';

/** One of the questions that only a real vault answers; docs/unknowns.md has them all. */
export interface ProbeAnswer {
  readonly question: string;
  readonly answer: string;
}

/** Answers what can be answered from one probe; says what cannot. */
export const answerQuestions = (seen: Observations): readonly ProbeAnswer[] => [
  { question: 'How long did the inventory take?', answer: describeDuration(seen) },
  { question: 'Which condition key does Glacier send to SNS?', answer: describeKey(seen) },
  { question: 'How long did the notices take?', answer: describeDelays(seen) },
  { question: 'Were notices doubled?', answer: describeCopies(seen) },
  { question: 'In which order does ListJobs list?', answer: describeOrder(seen.listed) },
  { question: 'What does a 404 for a job say?', answer: seen.notFound.job },
  { question: 'What does a 404 for a vault say?', answer: seen.notFound.vault },
  { question: 'What does CloudTrail record of InitiateJob?', answer: describeTrail(seen) },
];

const describeDuration = ({ end }: Observations): string => {
  const { status, creationDate, completionDate } = end;
  if (completionDate === undefined) return `${status}, without a completion date`;
  return `${status} after ${seconds(creationDate, completionDate)} s`;
};

const seconds = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

const viaOf = ({ notices }: Observations, via: ProbeNotice['via']): readonly ProbeNotice[] =>
  notices.filter((notice) => notice.via === via);

/** The policy of the probe's own topic allows Glacier by `aws:SourceAccount` alone. */
const describeKey = (seen: Observations): string => {
  if (viaOf(seen, 'job').length > 0) return 'aws:SourceAccount';
  if (viaOf(seen, 'vault').length > 0) {
    return 'not aws:SourceAccount: a topic that allows only this key received nothing, the topic of the vault did';
  }
  return 'unknown: no notice arrived at either topic';
};

const describeDelays = (seen: Observations): string =>
  eachTopic(seen, (notices) => {
    const { completionDate } = seen.end;
    if (notices.length === 0) return `none within ${seen.settleMs / 1000} s`;
    if (completionDate === undefined) return 'unknown: the job has no completion date';
    return notices.map(({ publishedAt }) => `${seconds(completionDate, publishedAt)} s`).join(', ');
  });

const describeCopies = (seen: Observations): string =>
  eachTopic(seen, ({ length }) => `${length} ${length === 1 ? 'notice' : 'notices'}`);

const eachTopic = (
  seen: Observations,
  describe: (notices: readonly ProbeNotice[]) => string,
): string => {
  const job = `topic of the job: ${describe(viaOf(seen, 'job'))}`;
  if (!seen.isVaultNotified) return `${job}; the vault has no notification configuration`;
  return `${job}; topic of the vault: ${describe(viaOf(seen, 'vault'))}`;
};

const describeOrder = (dates: readonly string[]): string => {
  const steps = dates
    .slice(1)
    .map((date, index) => Date.parse(date) - Date.parse(dates[index] ?? ''));
  const among = `among ${dates.length} jobs`;
  if (steps.every((step) => step === 0)) return `unknown: too few jobs (${dates.length})`;
  if (steps.every((step) => step >= 0)) return `oldest first, ${among}`;
  if (steps.every((step) => step <= 0)) return `newest first, ${among}`;
  return `neither oldest nor newest first, ${among}`;
};

const describeTrail = ({ trail }: Observations): string =>
  trail.kind === 'found' ? JSON.stringify(shapeOf(trail.record)) : `unknown: ${trail.reason}`;
