import type * as z from 'zod/mini';

/** Describes an object with an unknown field, or a value that is not an object. */
export const describeObject =
  (fields: string) =>
  (issue: z.core.$ZodRawIssue): string =>
    issue.code === 'unrecognized_keys'
      ? `has the unknown field ${issue.keys.join(', ')}; use ${fields}`
      : `is not an object; specify one with ${fields}`;

/** Describes each problem of an input in one sentence: field, problem and remedy. */
export const describeProblems = (error: z.core.$ZodError): string[] =>
  error.issues.map(({ path, message }) => `${writePath(path)} ${message}`);

const writePath = ([first, ...rest]: readonly PropertyKey[]): string =>
  first === undefined ? 'the endpoint' : `${String(first)}${rest.map(writeStep).join('')}`;

const writeStep = (step: PropertyKey): string => {
  if (typeof step === 'number') return `[${step}]`;
  const name = String(step);
  return /^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
};
