import type { ProbeAnswer } from './answers.ts';
import { mask } from './mask.ts';

/** What a report says of where it was made. */
export interface ProbeOrigin {
  readonly region: string;
  readonly version: string;
  /** What must not be in the report, each by the name that replaces it. */
  readonly names: Readonly<Record<string, string>>;
}

/** Writes the report as Markdown, without account numbers, ids or names. */
export const writeReport = (
  answers: readonly ProbeAnswer[],
  { region, version, names }: ProbeOrigin,
): string => {
  const lines = answers.map(({ question, answer }) => `- ${question}\n  ${mask(answer, names)}`);
  return [
    '# Probe of Amazon Glacier',
    '',
    `${region}, glacier-job-notifier ${version}`,
    '',
    ...lines,
  ].join('\n');
};
