import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Words for which the field has a better one, with their inflections. */
const BANNED = [
  'tell(?:s|ing)?',
  '(?:un)?told',
  'mend(?:s|ed|ing)?',
  'nobody',
  'somebody',
  'so many',
  'for ever',
  'hand(?:s|ed|ing)? on',
  '(?:is|are) woken',
  'parted by',
  'put(?:s|ting)? off',
  'what becomes of',
  'what came of',
  '(?:comes?|came|coming) again',
  'anew',
  'once more',
  'doubt(?:s|ed)',
  'in doubt',
  'jammed',
];
const PATTERN = new RegExp(`\\b(?:${BANNED.join('|')})\\b`, 'gi');

/** What may stay, at most ten: the end of a file's name, the words around, and why. */
const EXCEPTIONS = [
  ...[
    '`untoldDisabledAt` is',
    '`doubtedAt` is',
    '`EndpointDoubted` is',
    '`PollHandedOn` is',
    '`endpoint.doubted` is',
    'not `mend`',
  ].map((words) => ({ file: 'CHANGELOG.md', words, reason: 'It names what was renamed.' })),
];

const isScanned = (path: string): boolean =>
  basename(path) !== basename(import.meta.filename) &&
  !/^test\/golden\/\d/.test(path) &&
  !path.endsWith('package-lock.json');

const KINDS = ['ts', 'js', 'mjs', 'cjs', 'md', 'json', 'txt', 'yml', 'svg', 'py', 'go', 'java'].map(
  (kind) => `*.${kind}`,
);
const paths = execFileSync('git', ['ls-files', ...KINDS, '.ci/run'], { cwd: root })
  .toString()
  .split('\n')
  .filter((path) => path !== '' && isScanned(path));

/** A file and its name in one line: wrapped sentences are joined. */
const files = paths.map((path) => {
  const lines = readFileSync(join(root, path), 'utf8');
  return { path, text: `${path} ${lines.replaceAll(/\s*\n\s*(?:\*|\/\/|>)?\s*/g, ' ')}` };
});

/** Each banned word of a text, also within a name in camel case, with the text around it. */
const findBanned = (text: string): readonly string[] => {
  const words = text.replaceAll('_', ' ').replaceAll(/([a-z])(?=[A-Z])/g, '$1 ');
  return [...words.matchAll(PATTERN)].map(({ index }) =>
    words.slice(Math.max(0, index - 40), index + 40),
  );
};

const withoutExceptions = ({ path, text }: (typeof files)[number]): string =>
  EXCEPTIONS.filter(({ file }) => path.endsWith(file)).reduce(
    (rest, { words }) => rest.replace(words, ''),
    text,
  );

describe('the language of the project', () => {
  it('uses no banned word in code, comments, documents and names', () => {
    const found = files.flatMap((file) =>
      findBanned(withoutExceptions(file)).map((around) => `${file.path}: ${around}`),
    );
    expect(files.length).toBeGreaterThan(500);
    expect(found).toStrictEqual([]);
  });

  it('has at most ten exceptions, each for something that is there', () => {
    expect(EXCEPTIONS.length).toBeLessThanOrEqual(10);
    const idle = EXCEPTIONS.filter(
      ({ file, words }) =>
        !files.some(({ path, text }) => path.endsWith(file) && text.includes(words)),
    );
    expect(idle).toStrictEqual([]);
  });

  it.each([
    ['a name', 'const isTold = true;'],
    ['a phrase', 'It waits for so many seconds.'],
    ['an inflection', 'The poller hands on the vault.'],
  ])('finds a banned word in %s', (_, text) => {
    expect(findBanned(text)).toHaveLength(1);
  });
});
