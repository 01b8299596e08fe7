import type { Node } from 'constructs';
import { CONTEXT_KEY, FROM_CONTEXT, gatherContext } from './gather-context.ts';
import { parseSettings } from './parse-settings.ts';
import type { Settings } from './settings.ts';

/**
 * Reads the settings of an app from the CDK context key `glacierJobNotifier`.
 *
 * @throws SettingsError that lists every unknown key and every invalid value, each with its remedy.
 */
export const readSettings = (node: Node): Settings => {
  const context: unknown = node.getAllContext();
  return parseSettings(gatherContext(context), { prefix: [CONTEXT_KEY], sentence: FROM_CONTEXT });
};
