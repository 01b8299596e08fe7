import { describeIssue } from './describe-issue.ts';
import { Settings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

/** Where settings come from, in the words of their author. */
export interface SettingsOrigin {
  /** What stands before the name of each setting there, such as `glacierJobNotifier`. */
  readonly prefix: readonly string[];
  /** A sentence that says where they were read. */
  readonly sentence: string;
}

/**
 * Checks settings and fills in the defaults.
 *
 * @throws SettingsError that lists every unknown key and every bad value, each with its remedy.
 */
export const parseSettings = (given: unknown, { prefix, sentence }: SettingsOrigin): Settings => {
  const result = Settings.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) =>
    describeIssue({ schema: Settings, given, prefix }, issue),
  );
  throw new SettingsError(problems, sentence);
};
