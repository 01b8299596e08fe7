import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()).default({}) });

/**
 * Synthesizes the app with its bundles into a folder, as `cdk synth` does for a deployment.
 *
 * @throws Error with what the app says, when it refuses its settings.
 */
export const synthesize = async (
  settings: Readonly<Record<string, unknown>>,
  outputFolder: string,
): Promise<void> => {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(`${projectFolder}cdk.json`, 'utf8')));
  const app = spawn(process.execPath, ['bin/app.ts'], {
    cwd: projectFolder,
    env: {
      ...process.env,
      CDK_OUTDIR: outputFolder,
      CDK_CONTEXT_JSON: JSON.stringify({
        ...context,
        // What the CDK's command adds by itself: bundle every stack, and tell each resource's path.
        'aws:cdk:bundling-stacks': ['**'],
        'aws:cdk:enable-path-metadata': true,
        // `cdk synth` validates; here it would take longer than everything else.
        '@aws-cdk/core:validateAgainstDefaultRules': false,
        glacierJobNotifier: settings,
      }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [complaints] = await Promise.all([text(app.stderr), once(app, 'exit')]);
  if (app.exitCode !== 0) throw new Error(`The synthesis failed:\n${complaints.trim()}`);
};
