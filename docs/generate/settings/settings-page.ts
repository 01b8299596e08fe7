import type { SettingEntry, SettingGroup } from './describe-settings.ts';

const HEAD = `# Settings

<!-- Made by \`npm run docs:settings\` from lib/settings: edit there. -->

Only \`vaults\` is required. Set them in \`cdk.json\`, under the context key \`glacierJobNotifier\`:

\`\`\`json
{
  "context": {
    "glacierJobNotifier": { "vaults": ["photos"], "webhooks": { "timeoutSeconds": 10 } }
  }
}
\`\`\`

The command line overrides \`cdk.json\`. It separates keys with dots and list items with commas:

\`\`\`
npx cdk deploy -c glacierJobNotifier.vaults=photos,backups -c glacierJobNotifier.webhooks.timeoutSeconds=10
\`\`\`

In your own app they are the props of the [construct](construct.md), with the CDK's types where "Prop" says so. An unknown key or an invalid value stops the
synthesis with an error that shows the key, the value and what is allowed.
`;

/** Writes the reference of all settings. */
export const settingsPage = (entries: readonly (SettingEntry | SettingGroup)[]): string =>
  [HEAD, ...entries.flatMap((entry) => section(entry, []))].join('\n');

const section = (
  entry: SettingEntry | SettingGroup,
  outer: readonly string[],
): readonly string[] => {
  if (entry.prop?.isOnlyProp) return [];
  const path = [...outer, entry.key];
  const head = [`${'#'.repeat(path.length + 1)} \`${path.join('.')}\``, '', entry.effect, ''];
  return 'entries' in entry
    ? [...head, ...entry.entries.flatMap((below) => section(below, path))]
    : [...head, facts(entry), ''];
};

const facts = ({ key, type, standard, example, prop }: SettingEntry): string => {
  const usual = 'words' in standard ? standard.words : code(standard.value);
  const name = prop === undefined || prop.name === key ? '' : `\`${prop.name}\`, `;
  const own = prop?.read || name !== '' ? ` Prop: ${name}\`${prop?.type}\`.` : '';
  return `Type: \`${type}\`. Default: ${usual}. Example: ${code(example)}.${own}`;
};

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;
