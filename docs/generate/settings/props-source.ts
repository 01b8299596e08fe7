import type { SettingEntry, SettingGroup } from './describe-settings.ts';

const MADE = '// Made by `npm run docs:settings` from the schema: edit there.';

/** Writes the types of the construct's props: one file for all, and one for each group in it. */
export const propsSources = (
  settings: readonly (SettingEntry | SettingGroup)[],
): ReadonlyMap<string, string> => {
  const isAlone = ({ prop }: SettingEntry | SettingGroup) => prop?.name.includes('.') !== true;
  const entries = [
    ...settings.filter(isAlone),
    monitoringOf(settings.filter((one) => !isAlone(one))),
  ];
  // A group of constructs has a type of its own.
  const groups = entries
    .filter((entry) => 'entries' in entry)
    .filter(({ prop }) => prop?.read === undefined);
  const about = 'The settings of the service, all optional.';
  return new Map([
    ['settings-props.ts', source([{ type: 'GlacierJobNotifierProps', about, entries }])],
    ...groups.map((group): [string, string] => [
      `${group.key}-props.ts`,
      source([...groupsBelow(group).map(interfaceOf), interfaceOf(group)]),
    ]),
  ]);
};

/** The one group of props whose settings are in no group. */
const monitoringOf = (entries: readonly (SettingEntry | SettingGroup)[]): SettingGroup => ({
  key: 'monitoring',
  effect: 'Which alarms and dashboard are created, and what alarms do.',
  absent: 'the default of each',
  prop: undefined,
  entries,
});

/** Groups of one type have the same props. */
const groupsBelow = ({ entries }: SettingGroup): readonly SettingGroup[] => {
  const groups = entries.filter((entry) => 'entries' in entry);
  return [...new Map(groups.map((group) => [typeOf(group), group])).values()];
};

interface Interface {
  readonly type: string;
  readonly about: string;
  readonly entries: readonly (SettingEntry | SettingGroup)[];
}

const interfaceOf = (group: SettingGroup): Interface => ({
  type: typeOf(group),
  about: group.prop?.group ?? group.prop?.about ?? group.effect,
  entries: group.entries,
});

const typeOf = (entry: SettingEntry | SettingGroup): string => {
  if (entry.prop !== undefined) return entry.prop.type;
  return 'entries' in entry
    ? `${entry.key[0]?.toUpperCase()}${entry.key.slice(1)}Props`
    : entry.type.replaceAll('readonly ', '');
};

const source = (interfaces: readonly Interface[]): string => {
  const types = interfaces.map(({ type }) => type);
  const entries = interfaces.flatMap((one) => one.entries);
  const imports = entries.flatMap((entry) => {
    const type = typeOf(entry).replace('[]', '');
    const module = entry.prop?.module ?? ('entries' in entry && `./${entry.key}-props.ts`);
    return module === false || types.includes(type) ? [] : [{ module, type }];
  });
  const modules = Map.groupBy(imports, ({ module }) => module);
  return [
    MADE,
    ...[...modules].sort(byPackage).map(([module, used]) => {
      const names = [...new Set(used.map(({ type }) => type))].sort();
      return `import type { ${names.join(', ')} } from '${module}';`;
    }),
    ...interfaces.flatMap(({ type, about, entries: props }) => [
      '',
      ...docComment([about], ''),
      `export interface ${type} {`,
      ...props.flatMap(property),
      '}',
    ]),
    '',
  ].join('\n');
};

const byPackage = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  Number(one.startsWith('.')) - Number(other.startsWith('.')) || one.localeCompare(other);

const property = (entry: SettingEntry | SettingGroup): readonly string[] => {
  const { key, effect, prop } = entry;
  const head = docComment([prop?.about ?? effect, `@default ${standardOf(entry)}`], '  ');
  const name = (prop?.name ?? key).split('.').at(-1);
  return [...head, `  readonly ${name}?: ${typeOf(entry)} | undefined;`];
};

const standardOf = (entry: SettingEntry | SettingGroup): string => {
  if (entry.prop?.absent !== undefined) return `- ${entry.prop.absent}`;
  if ('entries' in entry) return `- ${entry.absent}`;
  const { standard, prop } = entry;
  if ('words' in standard) return `- ${standard.words}`;
  if (prop?.read === undefined) return JSON.stringify(standard.value);
  return `- ${[standard.value].flat().join(', ')} ${prop.unit ?? ''}`.trim();
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
