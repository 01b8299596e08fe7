import { SettingsError } from './settings-error.ts';

/** The CDK context key that holds the settings. */
export const CONTEXT_KEY = 'glacierJobNotifier';

type Tree = Readonly<Record<string, unknown>>;

/**
 * Puts the settings together from the CDK context: the object under the key, and flat keys such as
 * `glacierJobNotifier.webhooks.timeoutSeconds`, which prevail.
 */
export const gatherContext = (context: unknown): Tree => {
  if (!isTree(context)) return {};
  const { [CONTEXT_KEY]: object = {}, ...others } = context;
  if (!isTree(object)) {
    throw new SettingsError([
      `${CONTEXT_KEY} = ${JSON.stringify(object)} is not accepted: expected an object of settings.`,
    ]);
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
