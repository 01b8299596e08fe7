import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** What a running sandbox leaves for the command to find. */
export const SandboxFile = z.object({
  /** The address of its control server. */
  controlUrl: z.string(),
  pid: z.number(),
});

/** See the schema of the same name. */
export type SandboxFile = z.infer<typeof SandboxFile>;

/** The file that tells of the running sandbox; its user's own, because a folder of all holds it. */
export const sandboxFilePath = (): string =>
  join(tmpdir(), `glacier-job-notifier-sandbox-${userInfo().username}.json`);
