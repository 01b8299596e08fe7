import { readdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** What a running sandbox leaves for the command to find. */
export const SandboxFile = z.object({
  /** The address of its control server. */
  controlUrl: z.string(),
  pid: z.number(),
  /** When it was started, in milliseconds since the epoch. */
  startedAt: z.number(),
});

/** See the schema of the same name. */
export type SandboxFile = z.infer<typeof SandboxFile>;

/** What the names of the files begin with: all users' files are in the folder for temporary files. */
export const sandboxFilePrefix = (): string =>
  `glacier-job-notifier-sandbox-${userInfo().username}-`;

/** Returns the paths of the files of all sandboxes of this user, also of those that have ended. */
export const sandboxFilePaths = (): readonly string[] =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith(sandboxFilePrefix()) && name.endsWith('.json'))
    .map((name) => join(tmpdir(), name));
