import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const LockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      inBundle: z.boolean().optional(),
    }),
  ),
});

const root = join(import.meta.dirname, '../..');
const { packages } = LockFile.parse(
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')),
);
const downloads = Object.entries(packages).filter(
  ([path, { link, inBundle }]) => path.includes('node_modules/') && !link && !inBundle,
);
const pathsWhere = (isWrong: (entry: (typeof packages)[string]) => boolean) =>
  downloads.filter(([, entry]) => isWrong(entry)).map(([path]) => path);

describe('package-lock.json', () => {
  it('holds a SHA-512 hash of every package that npm downloads', () => {
    expect(downloads.length).toBeGreaterThan(400);
    expect(pathsWhere(({ integrity }) => !/^sha512-.{86}==$/.test(integrity ?? ''))).toStrictEqual(
      [],
    );
  });

  it('names no registry, so that npm uses the configured one', () => {
    expect(pathsWhere(({ resolved }) => resolved !== undefined)).toStrictEqual([]);
    // Else the next `npm install` adds the address of its registry.
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(
      /^omit-lockfile-registry-resolved=true$/m,
    );
  });
});
