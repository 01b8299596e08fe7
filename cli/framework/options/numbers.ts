import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Creates the reader of an option that is a number within limits. */
export const numberWithin =
  (min: number, max: number) =>
  (text: string): number => {
    const number = Number(text);
    if (text.trim() !== '' && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Specify a number from ${min} to ${max}.`);
  };

/** Creates the reader of an option that is a whole number within limits. */
export const wholeNumberWithin =
  (min: number, max: number) =>
  (text: string): number => {
    const number = numberWithin(min, max)(text);
    if (Number.isInteger(number)) return number;
    throw new InvalidArgumentError(`Specify a whole number from ${min} to ${max}.`);
  };
