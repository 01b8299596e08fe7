import { InvalidInputError } from '../../core/errors.ts';
import { parseVaultArn, type Vault } from '../../core/vault/vault.ts';

/**
 * Reads the ARN of a vault that Glacier is to be asked about.
 *
 * @throws InvalidInputError when it is none: a vault named `..` would reach another resource.
 */
export const requireVault = (vaultArn: string): Vault => {
  const vault = parseVaultArn(vaultArn);
  if (vault) return vault;
  throw new InvalidInputError(`vaultArn ${JSON.stringify(vaultArn)} is not a vault ARN.`);
};

// A missing job and a missing vault have one code; only the text distinguishes them.
// https://docs.aws.amazon.com/amazonglacier/latest/dev/api-error-responses.html
const NOT_FOUND = 'ResourceNotFoundException';

/** Reads what it is that Glacier has not found, `undefined` for every other error. */
export const readNotFound = (
  error: unknown,
): { readonly what: 'job' | 'vault' | 'other'; readonly text: string } | undefined => {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error && cause.name === NOT_FOUND)) return undefined;
  const text = cause.message;
  if (/job ID was not found/i.test(text)) return { what: 'job', text };
  return { what: /^vault not found/i.test(text) ? 'vault' : 'other', text };
};
