import * as fc from 'fast-check';

/** How many inputs a parser gets in `npm test`; `npm run fuzz` multiplies it. */
const SHARE = Number(process.env['FUZZ_FACTOR'] ?? 1);

/**
 * Gives a property many inputs.
 *
 * The seed is fixed, so that a run of `npm test` says the same as the last one; `npm run fuzz` takes a
 * new one and prints it with what it finds.
 */
export const fuzz = <Input>(
  runs: number,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => void,
): void => fc.assert(fc.property(inputs, check), options(runs));

/** The same for something that takes a while. */
export const fuzzAsync = <Input>(
  runs: number,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => Promise<void>,
): Promise<void> => fc.assert(fc.asyncProperty(inputs, check), options(runs));

const options = (runs: number) => ({
  numRuns: Math.round(runs * SHARE),
  ...(SHARE === 1 ? { seed: 7 } : {}),
});
