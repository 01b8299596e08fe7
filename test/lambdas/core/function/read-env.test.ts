import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../../../lambdas/core/errors.ts';
import { readEnv } from '../../../../lambdas/core/function/environment.ts';

const Env = z.object({
  TABLE_NAME: z.string(),
  QUEUE_URL: z.string(),
  DAYS: z.pipe(
    z.string().check(z.regex(/^\d+$/, 'must be a whole number')),
    z.transform((text: string) => Number(text)),
  ),
});

describe('readEnv', () => {
  it('gives the transformed values', () => {
    const env = { TABLE_NAME: 't', QUEUE_URL: 'q', DAYS: '30', PATH: '/bin' };
    expect(readEnv(Env, env)).toStrictEqual({ TABLE_NAME: 't', QUEUE_URL: 'q', DAYS: 30 });
  });

  it('names every missing and every invalid variable in one error', () => {
    expect(() => readEnv(Env, { DAYS: 'many' })).toThrow(
      new ConfigurationError(
        'The environment is incomplete: TABLE_NAME is missing; QUEUE_URL is missing; ' +
          'DAYS="many": must be a whole number',
      ),
    );
  });
});
