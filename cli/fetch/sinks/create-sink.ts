import { resolve } from 'node:path';
import type { Service } from '../../deployment/service.ts';
import { usageError } from '../../framework/errors/cli-error.ts';
import type { FetchRequest } from '../fetch.ts';
import { createFolderSink } from './folder-sink.ts';
import { openProgressFile } from './progress-file.ts';
import type { Sink } from './sink.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const S3_PLACE = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/;

/**
 * Creates the sink that `--to` names.
 *
 * @throws CliError when another fetch uses it, or it cannot be written.
 */
export const createSink = async (
  { to, progressFile }: Pick<FetchRequest, 'to' | 'progressFile'>,
  { deployment }: Service,
): Promise<Sink> => {
  if (!to.startsWith('s3:')) {
    if (progressFile === undefined) return createFolderSink(resolve(to));
    throw usageError('--progress-file is for s3:// only: a folder has its own.');
  }
  const [, bucket, prefix = ''] = S3_PLACE.exec(to) ?? [];
  if (bucket === undefined) throw usageError(`--to ${to} is not s3://bucket/prefix.`);
  const [{ createS3Uploads }, { createS3Sink }] = await Promise.all([
    import('../../../operations/aws/fetch/s3-uploads.ts'),
    import('./s3-sink.ts'),
  ]);
  const s3 = createS3Uploads(
    {
      ...deployment?.clientConfig,
      forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined,
    },
    bucket,
  );
  const progress = openProgressFile(progressFile ?? `${bucket}.glacier-jobs-fetch`);
  return createS3Sink(s3, prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`, progress);
};
