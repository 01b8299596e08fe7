import * as z from 'zod';
import { list } from './from-text.ts';

// https://docs.aws.amazon.com/amazonglacier/latest/dev/api-vault-put.html
const NAME = /^(?!\.{1,2}$)(?:[A-Za-z0-9_.-]{1,255}|\*)$/;
const MAX_NAMES = 100;
/** A function's environment holds 4 kB and the inline policies of its role 10 kB. */
const MAX_CHARACTERS = 2500;

/** Names of vaults, or `*` for every vault. */
export type Vaults = '*' | readonly string[];

const isEveryOrNamed = (names: readonly string[]) => !names.includes('*') || names.length === 1;
const isShort = (names: readonly string[]) => names.join(',').length <= MAX_CHARACTERS;
const toVaults = (names: readonly string[]): Vaults =>
  names[0] === '*' ? '*' : [...new Set(names)];

/**
 * The vaults whose jobs are accepted and looked at.
 *
 * Absent and empty both accept nothing; they differ in that an empty list is said on purpose.
 */
export const VaultsSetting = list(
  z
    .array(
      z
        .string()
        .regex(NAME, 'expected the name of a vault (not its ARN): 1 to 255 of A-Z a-z 0-9 . _ -'),
    )
    .max(MAX_NAMES)
    .refine(isEveryOrNamed, 'expected "*" alone, or names without it')
    .refine(isShort, `expected names of at most ${MAX_CHARACTERS} characters in all`),
)
  .transform(toVaults)
  .optional()
  .describe(
    'The vaults whose jobs are recorded: a list of names (at most 100 with 2500 characters in all), or "*" for every vault of the account in this region. Without it no vault is accepted, and the synthesis warns; an empty list says that on purpose.',
  )
  .meta({
    type: "'*' | readonly string[]",
    absent: 'no vault is accepted, and the synthesis warns',
    examples: [['photos', 'backups']],
  });
