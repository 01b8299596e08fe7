import type { PolicyStatement } from './document.ts';

/**
 * Keys of a request's context with their values; names in lower case.
 *
 * `undefined`: the request may have the key, with an unknown value.
 */
export type RequestContext = Readonly<Record<string, string | undefined>>;

/** Whether conditions hold; `unknown` where an operator or a value is not known. */
export type ConditionResult = 'met' | 'unmet' | 'unknown';

type Test = (wanted: readonly string[], given: string) => boolean;

const equals: Test = (wanted, given) => wanted.includes(given);
const equalsIgnoringCase: Test = (wanted, given) =>
  wanted.some((one) => one.toLowerCase() === given.toLowerCase());
const like: Test = (wanted, given) => wanted.some((pattern) => matchesWildcards(pattern, given));

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const TESTS: Readonly<Record<string, Test>> = {
  stringequals: equals,
  stringequalsignorecase: equalsIgnoringCase,
  stringlike: like,
  arnequals: like,
  arnlike: like,
  bool: equalsIgnoringCase,
};

/** Decides the conditions of a statement for a request. */
export const testConditions = (
  conditions: PolicyStatement['Condition'],
  context: RequestContext,
): ConditionResult => {
  const results = Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) =>
      isOpen(key.toLowerCase(), context)
        ? 'unknown'
        : testKey(operator.toLowerCase(), [wanted].flat().map(String), context[key.toLowerCase()]),
    ),
  );
  if (results.includes('unmet')) return 'unmet';
  return results.includes('unknown') ? 'unknown' : 'met';
};

const isOpen = (key: string, context: RequestContext): boolean =>
  Object.hasOwn(context, key) && context[key] === undefined;

const testKey = (
  operator: string,
  wanted: readonly string[],
  given: string | undefined,
): ConditionResult => {
  if (operator === 'null') return toResult(wanted.includes('true') === (given === undefined));
  const isOptional = operator.endsWith('ifexists');
  const name = isOptional ? operator.slice(0, -'ifexists'.length) : operator;
  const isNegated = name.includes('not');
  const test = TESTS[name.replace('not', '')];
  if (test === undefined) return 'unknown';
  // A negated operator holds for a key that is not there.
  if (given === undefined) return toResult(isOptional || isNegated);
  return toResult(test(wanted, given) !== isNegated);
};

const toResult = (isMet: boolean): ConditionResult => (isMet ? 'met' : 'unmet');

/** Compares a text to a pattern of IAM, in which `*` is any run of characters and `?` any one. */
export const matchesWildcards = (pattern: string, text: string): boolean => {
  let [p, t, starAt, resumeAt] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      starAt = p;
      resumeAt = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (starAt >= 0) {
      resumeAt += 1;
      p = starAt + 1;
      t = resumeAt;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(p));
};
