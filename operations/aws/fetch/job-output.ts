import { Readable } from 'node:stream';
import { GetJobOutputCommand, GlacierClient } from '@aws-sdk/client-glacier';
import type { ClientConfig } from '../../../lambdas/adapters/client-config.ts';
import { callGlacier } from '../../../lambdas/adapters/glacier/call.ts';
import { readNotFound, requireVault } from '../../../lambdas/adapters/glacier/vault.ts';
import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import { GlacierCallError } from '../../../lambdas/core/glacier/call-error.ts';
import type { OutputRange } from '../../fetch/ranges.ts';

/** What Glacier answers when asked for bytes of an output. */
export type OutputAnswer =
  | {
      readonly kind: 'bytes';
      /** Ends early, or throws, where the connection breaks. */
      readonly body: AsyncIterable<Uint8Array>;
      /** Of exactly these bytes; absent where they are not tree-hash aligned. */
      readonly treeHash: string | undefined;
    }
  /** `busy`: the same request can succeed later. `expired`: the output is gone. */
  | { readonly kind: 'busy' | 'expired' | 'failed'; readonly message: string };

/**
 * Reads a range of an output, or all of it; one request without repetition.
 *
 * @throws Error when no other request can succeed either: GetJobOutput is denied, or credentials are missing.
 */
export type ReadJobOutput = (
  key: JobKey,
  range: OutputRange | undefined,
  signal: AbortSignal,
) => Promise<OutputAnswer>;

/** For the connection, the headers, and each pause within a body. */
const SILENCE_MS = 30_000;

/** Creates the reader. */
export const createJobOutputReader = (config: ClientConfig): ReadJobOutput => {
  const client = new GlacierClient({
    ...config,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: SILENCE_MS,
      requestTimeout: SILENCE_MS,
      socketTimeout: SILENCE_MS,
      throwOnRequestTimeout: true,
    },
  });
  return async ({ vaultArn, jobId }, range, abortSignal) => {
    const { accountId, vaultName } = requireVault(vaultArn);
    const bytes = range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` };
    const command = new GetJobOutputCommand({ accountId, vaultName, jobId, ...bytes });
    try {
      const { body, checksum } = await callGlacier(() => client.send(command, { abortSignal }));
      return body instanceof Readable
        ? { kind: 'bytes', body, treeHash: checksum }
        : { kind: 'busy', message: 'Glacier responded without a body' };
    } catch (error) {
      return readRefusal(error);
    }
  };
};

const readRefusal = (error: unknown): OutputAnswer => {
  if (!(error instanceof GlacierCallError)) throw error;
  const { message } = error;
  if (readNotFound(error) !== undefined) return { kind: 'expired', message };
  if (error.outcome === 'busy') return { kind: 'busy', message };
  if (error.outcome === 'refused' && isByGlacier(error.cause)) return { kind: 'failed', message };
  throw error;
};

/** Without a status, Glacier was not asked: the credentials or the Region are missing. */
const isByGlacier = (cause: unknown): boolean =>
  cause instanceof Error && Reflect.get(cause, '$metadata') !== undefined;
