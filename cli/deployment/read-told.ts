import type * as z from 'zod/mini';
import { type CliError, unreachableError } from '../framework/cli-error.ts';
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
  throw ofAnotherVersion(name, read.error);
};

/** Reads an output that is JSON; see {@link readTold}. */
export const readOutput = <Value>(
  schema: z.ZodMiniType<Value>,
  text: string,
  name: string,
): Value => {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch (cause) {
    throw ofAnotherVersion(`The output ${name}`, cause);
  }
  return readTold(schema, told, `The output ${name}`);
};

const ofAnotherVersion = (name: string, cause: unknown): CliError =>
  unreachableError(
    `${name} cannot be read: what is deployed is of another version than this command (${VERSION}). Use the command of that version, or deploy this one.`,
    { cause },
  );
