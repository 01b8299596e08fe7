import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { readAssembly, type StackAssembly } from '../template/read-assembly.ts';

/** A synthesized stack on this machine's disk. */
export interface StackFromApp {
  readonly assembly: StackAssembly;
  remove(): void;
}

/** Synthesizes the app into a folder of its own, so that sandboxes do not disturb each other. */
export const stackFromApp = async (
  settings: Readonly<Record<string, unknown>>,
): Promise<StackFromApp> => {
  const folder = mkdtempSync(join(tmpdir(), 'glacier-job-notifier-'));
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  const remove = () => {
    process.off('exit', removeAtExit);
    removeAtExit();
  };
  try {
    await synthesize(settings, folder);
    return { assembly: readAssembly(folder), remove };
  } catch (error) {
    remove();
    throw error;
  }
};

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()).default({}) });

/**
 * Synthesizes the app with its bundles into a folder, as `cdk synth` does for a deployment.
 *
 * @throws Error with what the app says, when it refuses its settings.
 */
const synthesize = async (
  settings: Readonly<Record<string, unknown>>,
  outputFolder: string,
): Promise<void> => {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(`${projectFolder}cdk.json`, 'utf8')));
  const app = spawn(process.execPath, ['bin/app.ts'], {
    cwd: projectFolder,
    env: {
      ...process.env,
      // `cdk synth` validates; here it would take longer than everything else.
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: outputFolder,
      CDK_CONTEXT_JSON: JSON.stringify({
        ...context,
        // What the CDK's command adds by itself: bundle every stack, and record each resource's path.
        'aws:cdk:bundling-stacks': ['**'],
        'aws:cdk:enable-path-metadata': true,
        glacierJobNotifier: settings,
      }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [complaints] = await Promise.all([text(app.stderr), once(app, 'exit')]);
  if (app.exitCode !== 0) throw new Error(`The synthesis failed:\n${complaints.trim()}`);
};
