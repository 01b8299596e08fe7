import { RESERVED_HEADERS } from '../../lambdas/core/delivery/request.ts';

const MAX_COUNT = 20;
const MAX_LENGTH = 4096;
const OWN_PREFIX = 'webhook-';
/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PRINTABLE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** The problem of a name that every JavaScript object has: as a key it is lost on the way to the table. */
export const UNSAFE_NAME = 'cannot be stored under this name; use another name';

/** What is wrong with one header, or with all together, and the remedy. */
export interface HeaderProblem {
  readonly name?: string;
  readonly problem: string;
}

/**
 * Finds what is wrong with an endpoint's own headers.
 *
 * Values are never repeated: headers are where credentials go.
 */
export const findHeaderProblems = (headers: Readonly<Record<string, string>>): HeaderProblem[] => {
  const lower = Object.keys(headers).map((name) => name.toLowerCase());
  const ofEach = Object.entries(headers).flatMap(([name, value], index) => {
    const isTwin = lower.indexOf(name.toLowerCase()) < index;
    const problem = isTwin ? 'occurs twice in different case; remove one' : judge(name, value);
    return problem === undefined ? [] : [{ name, problem }];
  });
  const ofAll = judgeSize(headers);
  return ofAll === undefined ? ofEach : [...ofEach, { problem: ofAll }];
};

const judge = (name: string, value: string): string | undefined => {
  if (!TOKEN.test(name)) return 'is not a valid header name; use letters, digits and hyphens';
  if (name in Object.prototype) return UNSAFE_NAME;
  if (isReserved(name.toLowerCase())) {
    return 'is reserved for the service or HTTP; use another name';
  }
  if (PRINTABLE.test(value)) return undefined;
  return 'has an invalid value; use printable ASCII without leading or trailing spaces';
};

const isReserved = (name: string): boolean =>
  RESERVED_HEADERS.has(name) || name.startsWith(OWN_PREFIX);

const judgeSize = (headers: Readonly<Record<string, string>>): string | undefined => {
  const count = Object.keys(headers).length;
  if (count > MAX_COUNT) return `has ${count} headers; use at most ${MAX_COUNT}`;
  const { length } = Object.entries(headers).flat().join('');
  return length > MAX_LENGTH
    ? `has ${length} characters; use at most ${MAX_LENGTH} in total`
    : undefined;
};
