import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StackOutputs } from '../../sandbox/stack-outputs.ts';
import { runCdk } from './run-cdk.ts';

/** The account of a deployment to an emulator, which takes a key id of twelve digits for it. */
export const ACCOUNT_ID = '123456789012';

/** The region of a deployment to an emulator. */
export const REGION = 'eu-west-1';

const ENV = {
  AWS_ACCESS_KEY_ID: ACCOUNT_ID,
  AWS_SECRET_ACCESS_KEY: 'emulator',
  AWS_REGION: REGION,
};

/** Bootstraps the account and deploys the app with settings, as a user would; gives the outputs. */
export const deployService = async (settings: Readonly<Record<string, string>>) => {
  const folder = await mkdtemp(join(tmpdir(), 'glacier-job-notifier-'));
  const outputs = join(folder, 'outputs.json');
  const context = Object.entries(settings).flatMap(([key, value]) => [
    '-c',
    `glacierJobNotifier.${key}=${value}`,
  ]);
  try {
    await runCdk(['bootstrap', `aws://${ACCOUNT_ID}/${REGION}`], ENV);
    const assembly = ['--output', join(folder, 'cdk.out'), '--outputs-file', outputs];
    await runCdk(['deploy', '--require-approval', 'never', ...assembly, ...context], ENV);
    const { GlacierJobNotifier } = JSON.parse(await readFile(outputs, 'utf8'));
    return StackOutputs.parse(GlacierJobNotifier);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
