import * as z from 'zod';
import { propShapes } from '../props/prop-shape.ts';
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
 * The vaults to track.
 *
 * Absent and empty both track nothing, but only an absent setting causes a warning.
 */
export const VaultsSetting = list(
  z
    .array(
      z
        .string()
        .regex(
          NAME,
          'expected a vault name (not an ARN): 1 to 255 characters of A-Z a-z 0-9 . _ -',
        ),
    )
    .max(MAX_NAMES)
    .refine(isEveryOrNamed, 'expected either "*" or names')
    .refine(isShort, `expected names with at most ${MAX_CHARACTERS} characters in total`),
)
  .transform(toVaults)
  .optional()
  .describe(
    'The vaults to track: a list of names (at most 100, with 2500 characters in total), or "*" for every vault of the account in this Region. If omitted, no vault is tracked and synthesis prints a warning; an empty list omits the warning.',
  )
  .meta({
    type: "'*' | readonly string[]",
    absent: 'no vault is tracked, and synthesis prints a warning',
    examples: [['photos', 'backups']],
  })
  .register(propShapes, {
    name: 'vaults',
    type: 'string[]',
    about:
      'The names of the vaults to track (at most 100, with 2500 characters in total), or only "*" for every vault of the account in this Region. If omitted, no vault is tracked and synthesis prints a warning; an empty list omits the warning.',
  });
