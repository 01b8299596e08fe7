import { extname, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { projectRoot, writeBundle } from './bundling.ts';

/** Compiled, this file is part of the npm package, which carries every function bundled. */
const isPackaged = extname(import.meta.filename) === '.js';

/**
 * Returns the code of a function.
 *
 * In a clone it is bundled from its sources. The npm package contains it prebuilt, and so needs neither
 * esbuild nor our sources. Both yield the same bytes, and so the same asset.
 */
export const functionCode = (folder: string): Code =>
  isPackaged
    ? Code.fromAsset(join(projectRoot, '../functions', folder))
    : Code.fromAsset(join(projectRoot, 'lambdas', folder), {
        assetHashType: AssetHashType.OUTPUT,
        bundling: {
          // Required by the CDK, and not used: the local bundler never fails over to Docker.
          image: DockerImage.fromRegistry('unused'),
          local: {
            tryBundle: (outputFolder) => {
              writeBundle(folder, outputFolder);
              return true;
            },
          },
        },
      });
