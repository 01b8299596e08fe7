import { execFileSync } from 'node:child_process';
import { matchesGlob } from 'node:path';
import { expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };

const { include, exclude } = cdkJson.watch;

const isWatched = (file: string): boolean =>
  include.some((pattern) => matchesGlob(file, pattern)) &&
  !exclude.some((pattern) => matchesGlob(file, pattern));

const files = execFileSync('git', ['ls-files']).toString().trim().split('\n');

it('cdk watch deploys when a file changes that the template or a bundle is made of', () => {
  const watched = new Set(files.filter(isWatched).map((file) => file.split('/')[0]));
  expect([...watched].sort()).toStrictEqual([
    'bin',
    'cdk.json',
    'lambdas',
    'lib',
    'package-lock.json',
  ]);
  expect(files.filter((file) => file.startsWith('bin/') && isWatched(file))).toStrictEqual([
    'bin/app.ts',
  ]);
});
