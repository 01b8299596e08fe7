import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type ListPartsCommandInput,
  type Part,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { ClientConfig } from '../../../lambdas/adapters/client-config.ts';

/** An object in a bucket, or an upload of it. */
export interface S3Uploads {
  /** Reads the size and the metadata of an object, if there is one. */
  find(key: string): Promise<{ readonly size: number; readonly metadata: Metadata } | undefined>;
  /** Begins an upload and returns its id. */
  begin(key: string, metadata: Metadata): Promise<string>;
  /** Uploads a part; S3 compares it with its SHA-256 checksum, which follows the bytes. */
  putPart(upload: Upload, part: PartBytes): Promise<void>;
  /** Lists the parts; undefined when S3 does not know the upload. */
  listParts(upload: Upload): Promise<readonly Part[] | undefined>;
  /** Lists the unfinished uploads of a key, whoever began them. */
  listUploads(key: string): Promise<readonly Upload[]>;
  /** Makes the parts an object; false: the key has an object, or S3 does not know the upload. */
  complete(upload: Upload, parts: readonly Part[]): Promise<boolean>;
  /** Removes an upload and its parts, if S3 knows it. */
  abort(upload: Upload): Promise<void>;
}

type Metadata = Readonly<Record<string, string>>;

/** An upload and the key of its object. */
export interface Upload {
  readonly key: string;
  readonly uploadId: string;
}

/** The bytes of a part, read once. */
export interface PartBytes {
  readonly number: number;
  readonly length: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** How S3 is reached; emulators have no host names for buckets, and need `forcePathStyle`. */
type S3Config = ClientConfig & { readonly forcePathStyle: boolean };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
const REFUSALS = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchUpload'];

const ignore = (): void => undefined;

/** The SDK warns about each part that it cannot repeat. */
const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Creates the client of a bucket's uploads; it must exist in any Region. */
export const createS3Uploads = (config: S3Config, bucket: string): S3Uploads => {
  const client = new S3Client({ ...config, followRegionRedirects: true, logger: SILENT });
  const named = ({ key, uploadId }: Upload) => ({ Bucket: bucket, Key: key, UploadId: uploadId });
  return {
    find: (key) =>
      unless(['NotFound', 'NoSuchKey'], async () => {
        const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return { size: head.ContentLength ?? 0, metadata: head.Metadata ?? {} };
      }),
    begin: async (key, metadata) => {
      const command = new CreateMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        Metadata: metadata,
        ChecksumAlgorithm: 'SHA256',
      });
      return (await client.send(command)).UploadId ?? '';
    },
    putPart: async (upload, { number, length, bytes }) => {
      const command = new UploadPartCommand({
        ...named(upload),
        PartNumber: number,
        Body: Readable.from(bytes, { objectMode: false }),
        ContentLength: length,
        ChecksumAlgorithm: 'SHA256',
      });
      await client.send(command);
    },
    listParts: (upload) => unless(['NoSuchUpload'], () => listParts(client, named(upload))),
    listUploads: async (key) => {
      // The first page is enough: a key comes before those that it begins.
      const command = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key });
      const { Uploads = [] } = await client.send(command);
      return Uploads.flatMap(({ Key, UploadId: uploadId = '' }) =>
        Key === key ? [{ key, uploadId }] : [],
      );
    },
    complete: async (upload, parts) => {
      const command = new CompleteMultipartUploadCommand({
        ...named(upload),
        MultipartUpload: { Parts: [...parts] },
        IfNoneMatch: '*',
      });
      const completed = await unless(REFUSALS, () => client.send(command));
      return completed !== undefined;
    },
    abort: async (upload) => {
      await unless(['NoSuchUpload'], () =>
        client.send(new AbortMultipartUploadCommand(named(upload))),
      );
    },
  };
};

/** By its marker alone, as the SDK's paginator goes, a list would never end: S3 repeats it on the last page. */
const listParts = async (
  client: S3Client,
  upload: ListPartsCommandInput,
): Promise<readonly Part[]> => {
  const page = await client.send(new ListPartsCommand(upload));
  const { Parts = [], IsTruncated, NextPartNumberMarker: PartNumberMarker } = page;
  if (IsTruncated !== true) return Parts;
  return [...Parts, ...(await listParts(client, { ...upload, PartNumberMarker }))];
};

/** Answers `undefined` for errors of these names. */
const unless = async <Result>(
  names: readonly string[],
  call: () => Promise<Result>,
): Promise<Result | undefined> => {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
};
