import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { projectRoot } from '../lib/functions/runtime/bundling.ts';
import { functionCode } from '../lib/functions/runtime/function-code.ts';

/** Bundles every function as a deployment from the clone does, each into a folder of its name. */
export const buildFunctions = (targetFolder: string): readonly string[] => {
  // Beside cdk.out, because source maps hold paths that are relative to it.
  const outdir = mkdtempSync(join(projectRoot, 'cdk.out-'));
  try {
    const stack = new Stack(new App({ outdir }), 'Functions');
    const folders = functionFolders();
    for (const folder of folders) {
      renameSync(bundle(stack, folder, outdir), join(targetFolder, folder));
    }
    return folders;
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

const functionFolders = (): readonly string[] => {
  const lambdas = join(projectRoot, 'lambdas');
  return readdirSync(lambdas).filter((folder) => existsSync(join(lambdas, folder, 'index.ts')));
};

const bundle = (stack: Stack, folder: string, outdir: string): string => {
  const fn = new NodejsFunction(stack, folder, {
    ...functionCode(folder),
    runtime: Runtime.NODEJS_24_X,
  });
  const code = fn.node.findChild('Code');
  if (!(code instanceof Asset)) throw new Error(`The function ${folder} has no asset.`);
  return join(outdir, code.assetPath);
};
