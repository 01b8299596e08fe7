import { expect, it } from 'vitest';
import { retryTransient } from '../../../cli/framework/retry-transient.ts';
import { anOutput } from '../../support/an-output.ts';

const coded = (code: string) => Object.assign(new Error(`it ended with ${code}`), { code });
const named = (name: string) => Object.assign(new Error('no'), { name });

/** Looks until one of these errors is not borne, or none is left. */
const look = async (errors: readonly Error[], giveUpAfterMs = 60_000) => {
  const { output, lines } = anOutput(false);
  const left = [...errors];
  const looking = retryTransient(
    () => {
      const error = left.shift();
      return error === undefined ? Promise.resolve('seen') : Promise.reject(error);
    },
    { output, signal: new AbortController().signal, giveUpAfterMs, firstWaitMs: 1 },
  );
  return { result: await looking.catch((error: Error) => error), lines };
};

it('retries and prints a line when the network is down or AWS is busy', async () => {
  const wrapped = new Error('no table', { cause: coded('EHOSTUNREACH') });
  const { result, lines } = await look([
    wrapped,
    named('ThrottlingException'),
    coded('ENETUNREACH'),
    coded('EPIPE'),
  ]);
  expect(result).toBe('seen');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^AWS cannot be reached: .* Retrying\.$/);
});

it.each([named('ExpiredToken'), named('AccessDeniedException'), new TypeError('a bug')])(
  'ends at once with %s',
  async (error) => {
    expect(await look([error])).toStrictEqual({ result: error, lines: [] });
  },
);

it('ends when it has lasted too long', async () => {
  const error = coded('ECONNRESET');
  expect((await look([error], 0)).result).toBe(error);
});
