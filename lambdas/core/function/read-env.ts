import type * as z from 'zod/mini';
import { ConfigurationError } from '../errors.ts';

/** Environment variables as Node gives them. */
export type RawEnv = Readonly<Record<string, string | undefined>>;

/**
 * Reads a function's environment by its schema.
 *
 * @throws ConfigurationError that names every variable that is missing or invalid, not just the first.
 */
export const readEnv = <Env>(schema: z.ZodMiniType<Env>, env: RawEnv): Env => {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => describe(env, issue));
  throw new ConfigurationError(`The environment is incomplete: ${problems.join('; ')}`, {
    cause: result.error,
  });
};

const describe = (env: RawEnv, { path, message }: z.core.$ZodIssue): string => {
  const name = path.join('.');
  const value = env[name];
  return value === undefined
    ? `${name} is missing`
    : `${name}=${JSON.stringify(value)}: ${message}`;
};
