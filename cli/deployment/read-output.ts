import type * as z from 'zod/mini';
import { parseJson } from '../../lambdas/core/json.ts';
import { unreachableError } from '../framework/errors/cli-error.ts';
import { VERSION } from '../framework/version.ts';

/**
 * Reads a deployment's or a sandbox's description of itself.
 *
 * @throws CliError with the remedy when it was written by another version than this command.
 */
export const readDescription = <Value>(
  schema: z.ZodMiniType<Value>,
  described: unknown,
  name: string,
): Value => {
  const read = schema.safeParse(described);
  if (read.success) return read.data;
  throw unreachableError(
    `${name} cannot be read: the deployed version differs from this command (${VERSION}). Use the command of that version, or deploy this one.`,
    { cause: read.error },
  );
};

/** Reads an output that is JSON; see {@link readDescription}. */
export const readOutput = <Value>(
  schema: z.ZodMiniType<Value>,
  text: string,
  name: string,
): Value => readDescription(schema, parseJson(text), `The output ${name}`);
