import type { SettingEntry, SettingGroup } from './describe-settings.ts';

const MADE = '// Made by `npm run docs:settings` from the schema: edit there.';

/** Writes the types of the construct's props: one file for all, and one for each group in it. */
export const propsSources = (
  entries: readonly (SettingEntry | SettingGroup)[],
): ReadonlyMap<string, string> => {
  const groups = entries.filter((entry) => 'entries' in entry);
  const imports = groups.map(
    ({ key }) => `import type { ${typeOf(key)} } from './${key}-props.ts';`,
  );
  const all = entries.map((entry) => ('entries' in entry ? reference(entry) : entry));
  const about = 'The settings of the service, all optional.';
  return new Map([
    ['settings-props.ts', source([MADE, ...imports.sort()], about, 'SettingsProps', all)],
    ...groups.map(({ key, effect, entries: below }): [string, string] => [
      `${key}-props.ts`,
      source([MADE], effect, typeOf(key), below),
    ]),
  ]);
};

const typeOf = (key: string): string => `${key[0]?.toUpperCase()}${key.slice(1)}Props`;

const reference = ({ key, effect, absent }: SettingGroup): SettingEntry => ({
  key,
  effect,
  type: typeOf(key),
  standard: { words: absent },
  example: undefined,
});

const source = (
  head: readonly string[],
  about: string,
  name: string,
  entries: readonly (SettingEntry | SettingGroup)[],
): string =>
  [
    ...head,
    '',
    ...docComment([about], ''),
    `export interface ${name} {`,
    ...entries.flatMap((entry) => property(entry, '  ')),
    '}',
    '',
  ].join('\n');

const property = (entry: SettingEntry | SettingGroup, indent: string): readonly string[] => {
  if ('entries' in entry) {
    const below = entry.entries.flatMap((one) => property(one, `${indent}  `));
    const head = docComment([entry.effect], indent);
    return [...head, `${indent}readonly ${entry.key}?: {`, ...below, `${indent}};`];
  }
  const { key, effect, type, standard } = entry;
  const value = 'words' in standard ? `- ${standard.words}` : JSON.stringify(standard.value);
  const head = docComment([effect, `@default ${value}`], indent);
  return [...head, `${indent}readonly ${key}?: ${type} | undefined;`];
};

const WIDTH = 100;

/** Writes paragraphs as a documentation comment, on one line where that suffices. */
const docComment = (paragraphs: readonly string[], indent: string): readonly string[] => {
  const [only = '', ...others] = paragraphs;
  const short = `${indent}/** ${only} */`;
  if (others.length === 0 && short.length <= WIDTH) return [short];
  const lines = paragraphs.flatMap((text) => wrap(text, WIDTH - indent.length - 3));
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`];
};

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = [...lines.splice(-1), word].join(' ');
    if (longer.length <= width) lines.push(longer);
    else lines.push(longer.slice(0, -word.length - 1), word);
  }
  return lines;
};
