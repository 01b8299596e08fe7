import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alarmsOf } from '../lib/monitoring/alarms-of.ts';
import { synthesize } from '../lib/synthesize.ts';

const root = join(import.meta.dirname, '../..');
const index = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
const pages = new Map(
  readdirSync(join(root, 'docs/runbook')).map((page) => [
    page,
    readFileSync(join(root, 'docs/runbook', page), 'utf8'),
  ]),
);
const runbook = [index, ...pages.values()].join('\n');
const { template } = synthesize({ vaults: ['photos'], trackInitiateJob: true });

const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
const anchorsOf = (page: string) =>
  [...page.matchAll(/^##+ (.+)$/gm)].map(([, title = '']) => anchorOf(title));
const anchors = [...pages].flatMap(([page, text]) =>
  anchorsOf(text).map((anchor) => `${page}#${anchor}`),
);
const rows = [
  ...index.matchAll(/^\| (.+?) +\| (critical|warning) +\| \[.+\]\(runbook\/(.+?)\) +\|$/gm),
];

describe('the runbook', () => {
  it.each([...alarmsOf(template)])(
    'has a section for %s, which its description names',
    (name, { AlarmDescription }) => {
      const described =
        /^\[(critical|warning)\] ([A-Z].+\.) See docs\/runbook\/([a-z-]+\.md#[a-z-]+)$/.exec(
          AlarmDescription,
        );
      const [, severity, impact = '', anchor] = described ?? [];
      expect(impact.length).toBeGreaterThan(30);
      expect(anchors).toContain(anchor);
      const row = rows.find(([, names]) => names?.split(/[ ,]+/).includes(name));
      expect([name, ...(row?.slice(2) ?? [])]).toStrictEqual([name, severity, anchor]);
    },
  );

  it.each([...pages, ['the index', index] as const])(
    'links to no heading that %s does not have',
    (_, page) => {
      const linked = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
      const own = anchorsOf(page);
      expect(linked.filter((anchor) => !own.includes(anchor ?? ''))).toStrictEqual([]);
    },
  );

  it('names resources and outputs that the stack has', () => {
    const { Resources, Outputs } = template.toJSON() as {
      Resources: Record<string, { Type: string }>;
      Outputs: Record<string, unknown>;
    };
    const named = [...runbook.matchAll(/resource ([A-Z]\w+) (AWS::\w+::\w+)/g)];
    const missing = named.filter(
      ([, id = '', type]) =>
        !Object.entries(Resources).some(
          ([other, { Type }]) => other.startsWith(id) && Type === type,
        ),
    );
    expect(named.length).toBeGreaterThan(15);
    expect(missing.map(([text]) => text)).toStrictEqual([]);
    const outputs = [...runbook.matchAll(/output ([A-Z]\w+)/g)].map(([, name = '']) => name);
    expect(outputs.filter((name) => !(name in Outputs))).toStrictEqual([]);
  });

  it('lists every code that the functions log, and no other, at its level', () => {
    const listed = [...runbook.matchAll(/^\| `([a-z.-]+)` +\| (INFO|WARN|ERROR) +\|/gm)].map(
      ([, code, level]) => `${level} ${code}`,
    );
    const sources = readdirSync(join(root, 'lambdas'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, 'lambdas', file), 'utf8'))
      .join('\n');
    const logged = [...sources.matchAll(/\blog\.(info|warn|error)\('([a-z.-]+)'/g)].map(
      ([, level = '', code]) => `${level.toUpperCase()} ${code}`,
    );
    expect(listed.toSorted()).toStrictEqual([...new Set(logged)].toSorted());
    const looked = [...runbook.matchAll(/^logged \w+ ([a-z.-]+)/gm)].map(([, code]) => code);
    const codes = listed.map((line) => line.split(' ')[1]);
    expect(looked.filter((code) => !codes.includes(code))).toStrictEqual([]);
  });
});
