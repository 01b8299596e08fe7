import * as z from 'zod/mini';
import type { StartKey } from '../../lambdas/core/ports.ts';
import { usageError } from '../framework/cli-error.ts';

const Place = z.strictObject({
  statusKey: z.string(),
  statusSince: z.string(),
  vaultArn: z.string(),
  jobId: z.string(),
});

/** Writes a place in a list as one word, for `--after`. */
export const toListToken = (place: StartKey): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * Reads what {@link toListToken} wrote.
 *
 * @throws CliError when it is something else.
 */
export const readListToken = (token: string): StartKey => {
  try {
    return Place.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch (cause) {
    throw usageError('--after takes what an earlier list gave to go on with: copy it whole.', {
      cause,
    });
  }
};
