import { $ZodError } from 'zod/v4/core';

const FOREIGN = [
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  URIError,
  EvalError,
  $ZodError,
];

/** Fails when something throws anything but an error of this project: a sentence that says what is wrong. */
export const onlyOwnErrors = <Result>(act: () => Result): Result | undefined => {
  try {
    return act();
  } catch (error) {
    if (isOwn(error)) return undefined;
    throw error;
  }
};

/** Says whether an error is one of this project's own. */
export const isOwn = (error: unknown): boolean =>
  error instanceof Error &&
  FOREIGN.every((Foreign) => !(error instanceof Foreign)) &&
  /^[A-Za-z].* /.test(error.message);
