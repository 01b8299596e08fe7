import * as z from 'zod/mini';

/** What a filter policy of a subscription does to a notice; `unknown` where it is not understood. */
export type FilterVerdict = 'passes' | 'drops' | 'unknown';

const Rule = z.union([z.string(), z.number(), z.boolean(), z.null(), z.looseObject({})]);
const Policy = z.record(z.string(), z.array(Rule));

type Value = string | number | boolean | null | undefined;

/**
 * Says whether a filter policy lets a notice pass.
 *
 * Glacier adds no attributes to its messages: a policy about attributes lets none pass, unless all it
 * wants is that they are absent.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export const filterNotice = (
  policy: string,
  scope: string | undefined,
  notice: Readonly<Record<string, Value>>,
): FilterVerdict => {
  const { success, data } = Policy.safeParse(parseJson(policy));
  if (!success) return 'unknown';
  const subject = scope === 'MessageBody' ? notice : {};
  const verdicts = Object.entries(data).map(([key, rules]) => {
    if (key.startsWith('$')) return 'unknown';
    return any(rules.map((rule) => test(rule, subject[key])));
  });
  if (verdicts.includes('drops')) return 'drops';
  return verdicts.includes('unknown') ? 'unknown' : 'passes';
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const any = (verdicts: readonly FilterVerdict[]): FilterVerdict => {
  if (verdicts.includes('passes')) return 'passes';
  return verdicts.includes('unknown') ? 'unknown' : 'drops';
};

const test = (rule: z.infer<typeof Rule>, value: Value): FilterVerdict => {
  if (typeof rule !== 'object' || rule === null) return toVerdict(rule === value);
  const [[operator, operand] = ['', undefined]] = Object.entries(rule);
  if (operator === 'exists') return toVerdict((value !== undefined) === operand);
  if (value === undefined) return 'drops';
  return testText(operator, operand, value);
};

const testText = (operator: string, operand: unknown, value: Value): FilterVerdict => {
  const text = String(value);
  if (operator === 'anything-but' && typeof operand !== 'object') {
    return toVerdict(operand !== value);
  }
  if (operator === 'anything-but' && Array.isArray(operand)) {
    return toVerdict(!operand.includes(value));
  }
  if (typeof operand !== 'string') return 'unknown';
  switch (operator) {
    case 'prefix':
      return toVerdict(text.startsWith(operand));
    case 'suffix':
      return toVerdict(text.endsWith(operand));
    case 'equals-ignore-case':
      return toVerdict(text.toLowerCase() === operand.toLowerCase());
    default:
      return 'unknown';
  }
};

const toVerdict = (passes: boolean): FilterVerdict => (passes ? 'passes' : 'drops');
