import type { Source } from '../../lambdas/core/evidence/evidence.ts';
import type { Job, Transition } from '../../lambdas/core/job/job.ts';
import type { CompletionFacts } from './facts.ts';

const POLLING: readonly Source[] = ['describe-job', 'list-jobs'];

/** The number of latest completions that reflect the current state. */
const LATEST = 20;

/** Summarizes the sources of the latest completions of these jobs. */
export const summarizeCompletions = (jobs: readonly Job[]): CompletionFacts => {
  const completions = jobs
    .flatMap(({ transitions }) => findCompletion(transitions))
    .toSorted((a, b) => b.at.localeCompare(a.at, 'en'))
    .slice(0, LATEST);
  const notices = completions.filter(({ source }) => source === 'notice');
  return {
    byNotice: notices.length,
    byPolling: completions.filter(({ source }) => POLLING.includes(source)).length,
    lastNoticeAt: notices[0]?.at,
  };
};

const findCompletion = (transitions: readonly Transition[]): readonly Transition[] => {
  const found = transitions.find(({ status }) => status === 'Succeeded' || status === 'Failed');
  return found === undefined ? [] : [found];
};
