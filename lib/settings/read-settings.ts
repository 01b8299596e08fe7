import type { Node } from 'constructs';
import { describeIssue } from './describe-issue.ts';
import { gatherContext } from './gather-context.ts';
import { Settings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

/**
 * Reads the settings from the CDK context key `glacierJobNotifier`.
 *
 * @throws SettingsError that lists every unknown key and every bad value, each with its remedy.
 */
export const readSettings = (node: Node): Settings => {
  const context: unknown = node.getAllContext();
  const given = gatherContext(context);
  const result = Settings.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => describeIssue(Settings, given, issue));
  throw new SettingsError(problems);
};
