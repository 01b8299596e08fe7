import { extname, join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { bundling, projectRoot } from './bundling.ts';

/** Compiled, this file is part of the npm package, which carries every function bundled. */
const isPackaged = extname(import.meta.filename) === '.js';

/**
 * Returns the code of a function.
 *
 * In a clone it is bundled from its sources. The npm package contains it prebuilt, and so needs neither
 * esbuild nor our sources. Both yield the same bytes, and so the same asset.
 */
export const functionCode = (folder: string): NodejsFunctionProps =>
  isPackaged
    ? { code: Code.fromAsset(join(projectRoot, 'functions', folder)), handler: 'index.handler' }
    : {
        entry: join(projectRoot, 'lambdas', folder, 'index.ts'),
        projectRoot,
        depsLockFilePath: join(projectRoot, 'package-lock.json'),
        bundling,
      };
