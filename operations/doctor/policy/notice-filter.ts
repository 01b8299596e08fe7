import * as z from 'zod/mini';
import { parseJson } from '../../../lambdas/core/json.ts';

/** The effect of a subscription filter policy on a notice; `unknown` if it cannot be evaluated. */
export type FilterVerdict = 'passes' | 'drops' | 'unknown';

type Fields = Readonly<Record<string, unknown>>;

const Fields = z.record(z.string(), z.unknown());

/**
 * Evaluates a filter policy for a message: a notice, or text that is not a JSON object.
 *
 * Glacier adds no message attributes: a policy on attributes drops every notice, unless it only
 * requires that attributes are absent.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export const filterNotice = (
  policy: string,
  scope: string | undefined,
  notice: Fields | string,
): FilterVerdict => {
  const { success, data } = Fields.safeParse(parseJson(policy));
  if (!success) return 'unknown';
  if (scope !== 'MessageBody') return judgePattern(data, {});
  return typeof notice === 'string' ? 'drops' : judgePattern(data, notice);
};

/** Evaluates a pattern of a filter policy or rule for a subject. */
export const judgePattern = (policy: Fields, subject: Fields): FilterVerdict => {
  const verdicts = Object.entries(policy).map(([key, part]) => judgePart(key, part, subject));
  if (verdicts.includes('drops')) return 'drops';
  return verdicts.includes('unknown') ? 'unknown' : 'passes';
};

const judgePart = (key: string, part: unknown, subject: Fields): FilterVerdict => {
  if (key.startsWith('$')) {
    const choices = key === '$or' ? z.array(Fields).safeParse(part).data : undefined;
    return choices === undefined
      ? 'unknown'
      : any(choices.map((one) => judgePattern(one, subject)));
  }
  const values = [subject[key]].flat();
  if (Array.isArray(part)) return any(part.flatMap((rule) => values.map((one) => test(rule, one))));
  const inner = Fields.safeParse(part);
  if (!inner.success) return 'unknown';
  const below = values.map((one) => Fields.safeParse(one).data ?? {});
  return any(below.map((one) => judgePattern(inner.data, one)));
};

const any = (verdicts: readonly FilterVerdict[]): FilterVerdict => {
  if (verdicts.includes('passes')) return 'passes';
  return verdicts.includes('unknown') ? 'unknown' : 'drops';
};

const test = (rule: unknown, value: unknown): FilterVerdict => {
  if (typeof value === 'object' && value !== null) return 'unknown';
  if (typeof rule !== 'object' || rule === null) return toVerdict(rule === value);
  const [[operator, operand] = ['', undefined]] = Object.entries(rule);
  if (operator === 'exists') return toVerdict((value !== undefined) === operand);
  if (value === undefined) return 'drops';
  return testText(operator, operand, value);
};

const testText = (operator: string, operand: unknown, value: unknown): FilterVerdict => {
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
