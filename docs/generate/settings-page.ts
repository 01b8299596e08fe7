import type { SettingEntry, SettingGroup } from './describe-settings.ts';

const HEAD = `# Settings

<!-- Made by \`npm run docs:settings\` from lib/settings: edit there. -->

One setting is needed, \`vaults\`. An app sets them in \`cdk.json\`, under the context key
\`glacierJobNotifier\`:

\`\`\`json
{
  "context": {
    "glacierJobNotifier": { "vaults": ["photos"], "webhooks": { "timeoutSeconds": 10 } }
  }
}
\`\`\`

or on the command line, which prevails, with dots between the keys and commas between the items of a list:

\`\`\`
npx cdk deploy -c glacierJobNotifier.vaults=photos,backups -c glacierJobNotifier.webhooks.timeoutSeconds=10
\`\`\`

In an app of your own they are the props of the construct (see [construct.md](construct.md)). The rules are
the same everywhere: a key that does not exist, or a value that cannot be, stops the synthesis with an
error that shows the key, the value and what is allowed.
`;

/** Writes the reference of all settings. */
export const settingsPage = (entries: readonly (SettingEntry | SettingGroup)[]): string =>
  [HEAD, ...entries.flatMap((entry) => section(entry, []))].join('\n');

const section = (
  entry: SettingEntry | SettingGroup,
  outer: readonly string[],
): readonly string[] => {
  const path = [...outer, entry.key];
  const head = [`${'#'.repeat(path.length + 1)} \`${path.join('.')}\``, '', entry.effect, ''];
  return 'entries' in entry
    ? [...head, ...entry.entries.flatMap((below) => section(below, path))]
    : [...head, ...facts(entry), ''];
};

const facts = ({ type, standard, example }: SettingEntry): readonly string[] => [
  `- Type: \`${type}\``,
  `- Default: ${'words' in standard ? standard.words : code(standard.value)}`,
  `- Example: ${code(example)}`,
];

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;
