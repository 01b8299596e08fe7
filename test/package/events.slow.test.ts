import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webhookHeaders } from '../../lambdas/core/delivery/request.ts';
import { sampleEvents } from '../../operations/events/samples.ts';
import { guideBlocks } from '../docs/guide-blocks.ts';
import { SECRET } from '../support/sender-world.ts';
import { createPackedProject, type PackedProject } from './packed-project.ts';

const { resolve } = createRequire(import.meta.url);
const [compiler, esbuild] = [resolve('typescript/bin/tsc'), resolve('esbuild/bin/esbuild')];

const { id, body } = sampleEvents('ep_1', '2026-03-14T09:26:53.589Z')[1]!;
const headers = webhookHeaders({ id, body, secrets: [SECRET], headers: {}, nowMs: Date.now() });

const PROGRAM = `
import { type GlacierEvent, groupOf, parseEvent, verifyEvent } from 'glacier-job-notifier/events';

declare const console: { log(text: string): void };

const describe = (event: GlacierEvent): string => {
  switch (event.type) {
    case 'glacier.job.succeeded':
      return event.data.status + ' until ' + event.data.outputExpiresAt;
    case 'glacier.group.overdue':
      return event.data.reason;
    default:
      // @ts-expect-error is no field of every event
      event.data.outputExpiresAt;
      return event.type;
  }
};
const body = ${JSON.stringify(body)};
const parsed = parseEvent(body);
const verified = verifyEvent(body, ${JSON.stringify(headers)}, '${SECRET}');
if (verified === undefined || parsed?.id !== verified.id) throw new Error('not verified');
console.log(describe(verified) + ' ' + groupOf(verified));
try {
  verifyEvent(body + ' ', ${JSON.stringify(headers)}, '${SECRET}');
} catch (error) {
  console.log(String(error));
}
`;
const GUIDE = `declare const process: { env: Record<string, string | undefined> };
${guideBlocks('webhooks.md').find(({ heading }) => heading === 'TypeScript')!.code}`;
const PRINTED = `Succeeded until 2026-03-15T09:26:53.589Z undefined
WebhookVerificationError: No matching signature found
`;

let project: PackedProject;
beforeAll(() => {
  project = createPackedProject();
});
afterAll(() => project.remove());

/** Type-checks and emits the program in a folder of its own, without the types of Node or of a browser. */
const compile = (name: string, type: 'commonjs' | 'module', compilerOptions: object): string => {
  mkdirSync(join(project.folder, name));
  project.write(`${name}/package.json`, JSON.stringify({ name, type }));
  project.write(`${name}/main.ts`, PROGRAM);
  project.write(`${name}/guide.ts`, GUIDE);
  const options = {
    strict: true,
    target: 'es2022',
    lib: ['es2022'],
    types: [],
    ...compilerOptions,
  };
  project.write(`${name}/tsconfig.json`, JSON.stringify({ compilerOptions: options }));
  expect(project.run(process.execPath, compiler, '-p', name)).toBe('');
  return `${name}/main.js`;
};

it('works in a CommonJS project with node16, and loads nothing but the official library', () => {
  const program = compile('commonjs', 'commonjs', { module: 'node16' });
  expect(project.run(process.execPath, program)).toBe(PRINTED);
  const names = `Object.keys(require.cache).map((file) => /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1])`;
  const script = `require('glacier-job-notifier/events'); console.log([...new Set(${names})].sort().join())`;
  expect(project.run(process.execPath, '-e', script)).toBe(
    '@stablelib/base64,fast-sha256,glacier-job-notifier,standardwebhooks\n',
  );
});

it('works in a project of ES modules with nodenext', () => {
  const program = compile('modules', 'module', { module: 'nodenext' });
  expect(project.run(process.execPath, program)).toBe(PRINTED);
});

it('works in a project with a bundler', () => {
  const bundler = { module: 'esnext', moduleResolution: 'bundler' };
  const program = compile('bundler', 'module', bundler);
  const options = ['--bundle', '--platform=node', '--outfile=bundled.cjs', '--log-level=error'];
  project.run(process.execPath, esbuild, program, ...options);
  expect(project.run(process.execPath, 'bundled.cjs')).toBe(PRINTED);
});
