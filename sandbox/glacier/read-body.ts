import type * as z from 'zod';
import { missingParameter, unreadableBody } from './refusals.ts';

/** Reads a JSON body of a shape; Glacier calls an empty one a missing parameter. */
export const readBody = <T>(body: string, schema: z.ZodType<T>, name: string): T => {
  if (body === '') {
    throw missingParameter(name);
  }
  const read = schema.safeParse(parseJson(body));
  if (!read.success) {
    throw unreadableBody(`Cannot read ${name}: ${read.error.issues[0]?.message}`);
  }
  return read.data;
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw unreadableBody('The body is not well-formed JSON.', { cause });
  }
};
