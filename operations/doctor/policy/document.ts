import * as z from 'zod/mini';
import { parseJson } from '../../../lambdas/core/json.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const principal = z.union([z.literal('*'), z.record(z.string(), oneOrMore)]);
const values = z.union([z.string(), z.number(), z.boolean()]);

const Statement = z.object({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.optional(principal),
  NotPrincipal: z.optional(principal),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  Condition: z.optional(
    z.record(z.string(), z.record(z.string(), z.union([values, z.array(values)]))),
  ),
});

/** A statement of a policy. */
export type PolicyStatement = z.infer<typeof Statement>;

const Document = z.object({ Statement: z.union([Statement, z.array(Statement)]) });

/**
 * Reads the statements of a policy that is attached to a resource, or says `undefined`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export const readPolicy = (text: string): readonly PolicyStatement[] | undefined => {
  const { data } = Document.safeParse(parseJson(text));
  return data && [data.Statement].flat();
};
