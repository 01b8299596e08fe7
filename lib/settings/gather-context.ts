import { describeValue } from './issues/describe-issue.ts';
import { SettingsError } from './issues/settings-error.ts';

/** The CDK context key that holds the settings. */
export const CONTEXT_KEY = 'glacierJobNotifier';

/** States in errors where the settings of an app come from. */
export const FROM_CONTEXT =
  'Settings are read from "context" in cdk.json, under "glacierJobNotifier", and from the command line, as in -c glacierJobNotifier.vaults=photos,backups.';

type Tree = Readonly<Record<string, unknown>>;

/**
 * Merges the settings from the CDK context: the object under the key, and flat keys such as
 * `glacierJobNotifier.webhooks.timeoutSeconds`, which take precedence.
 */
export const gatherContext = (context: unknown): Tree => {
  if (!isTree(context)) return {};
  const { [CONTEXT_KEY]: object = {}, ...others } = context;
  if (!isTree(object)) {
    const problem = `${CONTEXT_KEY} = ${describeValue(object)} is invalid: expected an object of settings.`;
    throw new SettingsError([problem], FROM_CONTEXT);
  }
  const flat = Object.entries(others).filter(([key]) => key.startsWith(`${CONTEXT_KEY}.`));
  return flat.reduce<Tree>(
    (tree, [key, value]) => place(tree, key.split('.').slice(1), value),
    object,
  );
};

const place = (tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): Tree => {
  if (rest.length === 0) return { ...tree, [key]: value };
  const below = tree[key];
  return { ...tree, [key]: place(isTree(below) ? below : {}, rest, value) };
};

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
