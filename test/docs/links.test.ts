import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const projectRoot = join(import.meta.dirname, '../..');
const pages = [
  ...readdirSync(projectRoot),
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' }).map(
    (file) => `docs/${file}`,
  ),
].filter((file) => file.endsWith('.md'));

/** What a heading is called in a link, as GitHub and npm do it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const read = (file: string): string => readFileSync(file, 'utf8').replaceAll(/^```.*?^```$/gms, '');

const anchorsOf = (file: string): readonly string[] =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

const isBroken = (page: string, target: string): boolean => {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : resolve(dirname(page), path);
  if (!existsSync(file)) return true;
  return anchor !== undefined && !anchorsOf(file).includes(anchor);
};

it('links only to pages and headings that exist', () => {
  expect(pages).toContain('docs/subscribe.md');
  const broken = pages.flatMap((page) => {
    const file = join(projectRoot, page);
    const targets = [...read(file).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)];
    return targets
      .filter(([, target = '']) => isBroken(file, target))
      .map(([, target]) => `${relative(projectRoot, file)}: ${target}`);
  });
  expect(broken).toStrictEqual([]);
});

it('names only files that exist', () => {
  const named = pages.flatMap((page) =>
    [...read(join(projectRoot, page)).matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.ts)`/g)].map(
      ([, path = '']) => ({ page, path }),
    ),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ path }) => !existsSync(join(projectRoot, path)))).toStrictEqual([]);
});
