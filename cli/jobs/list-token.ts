import * as z from 'zod/mini';
import type { StartKey } from '../../lambdas/core/job/store.ts';
import { usageError } from '../framework/errors/cli-error.ts';

const Place = z.strictObject({
  statusKey: z.string(),
  statusSince: z.string(),
  vaultArn: z.string(),
  jobId: z.string(),
});

/** Encodes a position in a list as a token for `--after`. */
export const toListToken = (place: StartKey): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * Decodes a token of {@link toListToken}.
 *
 * @throws CliError for any other text.
 */
export const readListToken = (token: string): StartKey => {
  try {
    return Place.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch (cause) {
    throw usageError('--after is invalid: copy the whole token that an earlier list printed.', {
      cause,
    });
  }
};
