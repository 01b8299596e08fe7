import * as z from 'zod/mini';
import { ConfigurationError } from '../errors.ts';

/** A variable that is not empty. */
export const text = z.string().check(z.minLength(1, 'must not be empty'));

/** Whole numbers, joined by commas. */
export const wholeNumbers = z.pipe(
  z.string().check(z.regex(/^\d+(,\d+)*$/, 'must be whole numbers separated by commas')),
  z.transform((joined: string) => joined.split(',').map(Number)),
);

/** Texts, joined by commas; an empty one stands for none. */
export const list = z.pipe(
  z.string(),
  z.transform((joined: string) => joined.split(',').filter((part) => part !== '')),
);

/** A truth value. */
export const flag = z.pipe(
  z.enum(['true', 'false'], 'must be true or false'),
  z.transform((word: 'true' | 'false') => word === 'true'),
);

/** Environment variables as Node gives them. */
type RawEnv = Readonly<Record<string, string | undefined>>;

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
