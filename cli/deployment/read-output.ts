import type * as z from 'zod/mini';
import { parseJson } from '../../lambdas/core/parse-json.ts';
import { unreachableError } from '../framework/cli-error.ts';
import { VERSION } from '../version.ts';

/**
 * Reads what a deployment, or the sandbox, tells about itself.
 *
 * @throws CliError that says what to do when it is of another version than the command.
 */
export const readTold = <Value>(
  schema: z.ZodMiniType<Value>,
  told: unknown,
  name: string,
): Value => {
  const read = schema.safeParse(told);
  if (read.success) return read.data;
  throw unreachableError(
    `${name} cannot be read: what is deployed is of another version than this command (${VERSION}). Use the command of that version, or deploy this one.`,
    { cause: read.error },
  );
};

/** Reads an output that is JSON; see {@link readTold}. */
export const readOutput = <Value>(
  schema: z.ZodMiniType<Value>,
  text: string,
  name: string,
): Value => readTold(schema, parseJson(text), `The output ${name}`);
