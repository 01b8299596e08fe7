import type { ProbeAnswer } from './answers.ts';
import { mask } from './mask.ts';

/** What a report says of where it was made. */
export interface ProbeOrigin {
  readonly region: string;
  readonly version: string;
  /** What must not be in the report, each by the name that replaces it. */
  readonly names: Readonly<Record<string, string>>;
}

/** Replaces account numbers, ids and names in answers. */
export const maskAnswers = (
  answers: readonly ProbeAnswer[],
  { names }: Pick<ProbeOrigin, 'names'>,
): readonly ProbeAnswer[] =>
  answers.map(({ question, answer }) => ({ question, answer: mask(answer, names) }));

/** Writes masked answers as Markdown. */
export const writeReport = (
  answers: readonly ProbeAnswer[],
  { region, version }: Omit<ProbeOrigin, 'names'>,
): string => {
  const lines = answers.map(({ question, answer }) => `- ${question}\n  ${answer}`);
  return [
    '# Probe of Amazon Glacier',
    '',
    `${region}, glacier-job-notifier ${version}`,
    '',
    ...lines,
  ].join('\n');
};
