import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DeploymentOutputs,
  readDeploymentOutputs,
} from '../../cli/deployment/deployment-outputs.ts';
import { ACCOUNT_ID, REGION } from './emulator.ts';
import { runCdk } from './run-cdk.ts';

const ENV = {
  AWS_ACCESS_KEY_ID: ACCOUNT_ID,
  AWS_SECRET_ACCESS_KEY: 'emulator',
  AWS_REGION: REGION,
};

type SettingTexts = Readonly<Record<string, string>>;

/** Bootstraps the account. */
export const bootstrap = (): Promise<void> =>
  runCdk(['bootstrap', `aws://${ACCOUNT_ID}/${REGION}`], ENV);

/** Deploys the app with settings, as a user would; gives the outputs. */
export const deployService = (
  settings: SettingTexts,
  options: readonly string[] = [],
): Promise<DeploymentOutputs> => deploy(settings, options);

/**
 * Deploys the app with settings that are to be refused.
 *
 * Not by a change set: an emulator may ignore there that a failed update is not to be undone.
 * @returns the reason for which the deployment failed.
 */
export const deployRefused = async (
  settings: SettingTexts,
  options: readonly string[] = [],
): Promise<string> => {
  try {
    await deploy(settings, ['--method', 'direct', ...options]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('The deployment should have been refused');
};

const deploy = async (
  settings: SettingTexts,
  options: readonly string[],
): Promise<DeploymentOutputs> => {
  const folder = await mkdtemp(join(tmpdir(), 'glacier-job-notifier-'));
  const outputs = join(folder, 'outputs.json');
  const context = Object.entries(settings).flatMap(([key, value]) => [
    '-c',
    `glacierJobNotifier.${key}=${value}`,
  ]);
  try {
    const assembly = ['--output', join(folder, 'cdk.out'), '--outputs-file', outputs];
    // An emulator may undo a failed update by deleting what is there; so it is left, and updated again.
    const always = ['--require-approval', 'never', '--no-rollback'];
    await runCdk(['deploy', ...always, ...options, ...assembly, ...context], ENV);
    const { GlacierJobNotifier } = JSON.parse(await readFile(outputs, 'utf8'));
    return readDeploymentOutputs(GlacierJobNotifier, 'The deployment');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
