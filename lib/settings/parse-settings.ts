import { describeIssue } from './issues/describe-issue.ts';
import { SettingsError } from './issues/settings-error.ts';
import { Settings } from './settings.ts';

/** Where settings come from. */
export interface SettingsOrigin {
  /** The prefix of each setting's name there, such as `glacierJobNotifier`. */
  readonly prefix: readonly string[];
  /** A sentence that states where they were read. */
  readonly sentence: string;
}

/**
 * Checks settings and fills in the defaults.
 *
 * @throws SettingsError that lists every unknown key and every invalid value, each with its remedy.
 */
export const parseSettings = (given: unknown, { prefix, sentence }: SettingsOrigin): Settings => {
  const result = Settings.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) =>
    describeIssue({ schema: Settings, given, prefix }, issue),
  );
  throw new SettingsError(problems, sentence);
};
