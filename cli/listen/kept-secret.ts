import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { decodeSecret } from '../../lambdas/core/delivery/signature.ts';
import { createSigningSecret } from '../../lambdas/core/endpoint/secret.ts';
import { usageError } from '../framework/errors/cli-error.ts';

/**
 * Returns the signing secret that a file keeps; creates the file, for its owner alone, if it is missing.
 *
 * @param isRotated - replaces the secret
 * @throws CliError when the file cannot be read or written, or holds no secret.
 */
export const keptSecret = (path: string, isRotated: boolean): string => {
  try {
    if (isRotated || !existsSync(path)) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const { secret } = createSigningSecret(randomBytes, Date.now());
      // Appended, because another listen may have created it meanwhile: the first line counts.
      writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: isRotated ? 'w' : 'a' });
    }
    const [secret = ''] = readFileSync(path, 'utf8').split(/\r?\n/, 1);
    decodeSecret(secret);
    return secret;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw usageError(
      `Cannot use the signing secret in ${path}: ${why}. Specify --secret or another --secret-file, or replace it with --rotate-secret.`,
      { cause },
    );
  }
};
