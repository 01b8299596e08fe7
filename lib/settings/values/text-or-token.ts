import { Token } from 'aws-cdk-lib';
import * as z from 'zod';

/** Accepts text of a schema, or a token: the text is only deployed, and synthesis needs no value. */
export const textOrToken = (schema: z.ZodType<string>, expected: string) =>
  z.string().refine((text) => Token.isUnresolved(text) || schema.safeParse(text).success, expected);
