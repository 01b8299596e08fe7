import type * as z from 'zod';
import { parseJson } from '../../../lambdas/core/json.ts';
import { missingParameter, unreadableBody } from './refusals.ts';

/** Reads a JSON body of a shape; Glacier calls an empty one a missing parameter. */
export const readBody = <T>(body: string, schema: z.ZodType<T>, name: string): T => {
  if (body === '') throw missingParameter(name);
  const json = parseJson(body);
  if (json === undefined) throw unreadableBody('The body is not well-formed JSON.');
  const read = schema.safeParse(json);
  if (!read.success) throw unreadableBody(`Cannot read ${name}: ${read.error.issues[0]?.message}`);
  return read.data;
};
