import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** What a maintainer changes to add a field to events: the steps of CONTRIBUTING.md, by file. */
export type Edits = Readonly<Record<string, readonly (readonly [from: string, to: string])[]>>;

/** The first release that reads event version 2, in which events carry the archive's own tree hash. */
export const READING: Edits = {
  'lambdas/core/event/event-version.ts': [['[1] as const', '[1, 2] as const']],
  'lambdas/core/job/event-fields.ts': [
    ["  'archiveSizeInBytes',\n", "  'archiveSizeInBytes',\n  'archiveSha256TreeHash',\n"],
    [
      'Partial<Record<EventField, EventVersion>> = {}',
      'Partial<Record<EventField, EventVersion>> = { archiveSha256TreeHash: 2 }',
    ],
  ],
};

/** The next release, which also writes it. */
export const WRITING: Edits = {
  ...READING,
  'lambdas/core/event/event-version.ts': [
    ...(READING['lambdas/core/event/event-version.ts'] ?? []),
    ['| undefined } = {}', '| undefined } = { eventVersion: 2 }'],
  ],
};

const EXPORTS = `
export { renderJob } from './lambdas/adapters/dynamo/render-job.ts';
export { announceChange } from './lambdas/core/event/announcement.ts';
export { buildJobEvent } from './lambdas/core/event/event.ts';
export { appendEntry } from './lambdas/core/group/append-entry.ts';
export { decide } from './lambdas/core/job/decide.ts';
export { readJobItem } from './lambdas/core/job/item.ts';
export { writeUnread } from './lambdas/core/job/store.ts';
`;

/** Builds the core of a later release: today's sources, edited. */
export const loadRelease = async (edits: Edits) => {
  const { outputFiles } = await build({
    stdin: { contents: EXPORTS, resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'edit',
        setup: ({ onLoad }) => {
          for (const [file, changes] of Object.entries(edits)) {
            const path = join(root, file);
            onLoad({ filter: new RegExp(`${file.replaceAll('.', '\\.')}$`) }, () => ({
              contents: changes.reduce(edit, readFileSync(path, 'utf8')),
              loader: 'ts',
            }));
          }
        },
      },
    ],
  });
  const code = Buffer.from(outputFiles[0]!.contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Release;
};

const edit = (text: string, [from, to]: readonly [string, string]): string => {
  if (!text.includes(from)) throw new Error(`The sources no longer have ${from}`);
  return text.replace(from, to);
};

/** The part of a release that records jobs and builds their events. */
export type Release = Pick<
  typeof import('../../lambdas/adapters/dynamo/render-job.ts') &
    typeof import('../../lambdas/core/event/announcement.ts') &
    typeof import('../../lambdas/core/event/event.ts') &
    typeof import('../../lambdas/core/group/append-entry.ts') &
    typeof import('../../lambdas/core/job/decide.ts') &
    typeof import('../../lambdas/core/job/item.ts') &
    typeof import('../../lambdas/core/job/store.ts'),
  | 'announceChange'
  | 'appendEntry'
  | 'buildJobEvent'
  | 'decide'
  | 'readJobItem'
  | 'renderJob'
  | 'writeUnread'
>;
