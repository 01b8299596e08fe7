import type * as z from 'zod';
import { describeIssue, SETTING_WORDS, type SettingWords } from './issues/describe-issue.ts';
import { SettingsError } from './issues/settings-error.ts';
import { Settings } from './settings.ts';

/** Where settings come from. */
export interface SettingsOrigin {
  /** The prefix of each setting's name there, such as `glacierJobNotifier`. */
  readonly prefix: readonly string[];
  /** A sentence that states where they were read. */
  readonly sentence: string;
  /**
   * The words for settings there.
   * @default - those of `cdk.json`
   */
  readonly words?: SettingWords;
}

/**
 * Checks settings and fills in the defaults.
 *
 * @throws SettingsError that lists every unknown key and every invalid value, each with its remedy.
 */
export const parseSettings = (given: unknown, origin: SettingsOrigin): Settings => {
  const result = Settings.safeParse(given);
  if (result.success) return result.data;
  throw refuseIssues(given, result.error.issues, origin);
};

/** Describes everything that is wrong with settings as one error. */
export const refuseIssues = (
  given: unknown,
  issues: readonly z.core.$ZodIssue[],
  { prefix, sentence, words = SETTING_WORDS }: SettingsOrigin,
): SettingsError => {
  const refused = { schema: Settings, given, prefix, words };
  return new SettingsError(
    issues.flatMap((issue) => describeIssue(refused, issue)),
    sentence,
  );
};
