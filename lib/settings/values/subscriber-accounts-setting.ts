import * as z from 'zod';
import { list } from './from-text.ts';
import { textOrToken } from './text-or-token.ts';

/** Each takes some 110 characters of a role's trust policy, which holds 2,048. */
const MAX_ACCOUNTS = 15;

/** The other accounts that may subscribe to events and read jobs. */
export const SubscriberAccountsSetting = list(
  z
    .array(
      textOrToken(z.string().regex(/^\d{12}$/), 'expected an account id as a string of 12 digits'),
    )
    .max(MAX_ACCOUNTS),
)
  .transform((ids) => [...new Set(ids)])
  .default([])
  .describe(
    'The ids of at most 15 other accounts that may subscribe to the events topic and assume a role to read the Jobs table.',
  )
  .meta({ examples: [['111122223333']] });
