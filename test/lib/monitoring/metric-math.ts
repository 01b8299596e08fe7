import type { TemplateAlarm } from './alarms-of.ts';

/** A metric's values, one a period; `undefined` where CloudWatch has none. */
type Series = readonly (number | undefined)[];

type Value = number | Series;

/**
 * Evaluates an alarm's metric math as CloudWatch documents it.
 *
 * A series without a single value stays empty when it is filled; in arithmetic with another series its
 * missing values count as 0.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export const evaluateMetrics = (
  queries: NonNullable<TemplateAlarm['Metrics']>,
  metrics: Readonly<Record<string, Series>>,
): Series => {
  const periods = Object.values(metrics)[0]?.length ?? 0;
  const seriesOf = (id: string): Value => {
    const metric = metrics[id];
    if (metric) return metric;
    const { Expression } = queries.find(({ Id }) => Id === id) ?? {};
    if (Expression === undefined) throw new Error(`No metric ${id}`);
    return evaluate(Expression, seriesOf, periods);
  };
  const returned = queries.find(({ ReturnData }) => ReturnData !== false);
  const value = seriesOf(returned?.Id ?? '');
  return typeof value === 'number' ? fill(value, periods) : value;
};

const evaluate = (text: string, seriesOf: (id: string) => Value, periods: number): Value => {
  const tokens = text.match(/[A-Za-z_]\w*|\d+|[-+*<(),]/g) ?? [];
  const take = () => tokens.shift() ?? '';
  const list = (): Value[] => {
    const values = [comparison()];
    while (take() === ',') values.push(comparison());
    return values;
  };
  const factor = (): Value => {
    const token = take();
    if (token === '(') return list()[0]!;
    if (/^\d/.test(token)) return Number(token);
    if (tokens[0] !== '(') return seriesOf(token);
    take();
    return call(token, list(), periods);
  };
  const chain = (next: () => Value, operators: Readonly<Record<string, Operator>>) => () => {
    let left = next();
    for (let act = operators[tokens[0] ?? '']; act; act = operators[tokens[0] ?? '']) {
      take();
      left = combine(left, next(), act);
    }
    return left;
  };
  const product = chain(factor, { '*': (a, b) => a * b });
  const sum = chain(product, { '+': (a, b) => a + b, '-': (a, b) => a - b });
  const comparison = chain(sum, { '<': (a, b) => Number(a < b) });
  return comparison();
};

type Operator = (a: number, b: number) => number;

const fill = (value: number, periods: number): Series =>
  Array.from({ length: periods }, () => value);

const combine = (a: Value, b: Value, act: Operator): Value => {
  if (typeof a === 'number' && typeof b === 'number') return act(a, b);
  const length = typeof a === 'number' ? (b as Series).length : a.length;
  const [left, right] = [a, b].map((value) =>
    typeof value === 'number' ? fill(value, length) : value,
  ) as [Series, Series];
  const isMissing = (index: number) =>
    [a, b].every((value) => typeof value === 'number' || value[index] === undefined);
  return left.map((value, index) =>
    isMissing(index) ? undefined : act(value ?? 0, right[index] ?? 0),
  );
};

const call = (name: string, values: readonly Value[], periods: number): Value => {
  const [first = 0, second = 0, third = 0] = values;
  const series = typeof first === 'number' ? fill(first, periods) : first;
  const at = (value: Value, index: number) => (typeof value === 'number' ? value : value[index]);
  switch (name) {
    case 'TIME_SERIES':
      return series;
    case 'FILL':
      return series.every((value) => value === undefined)
        ? series
        : series.map((value, index) => value ?? at(second, index));
    case 'DIFF':
      return series.map((value, index) => {
        const last = series[index - 1];
        return value === undefined || last === undefined ? undefined : value - last;
      });
    case 'IF':
      return series.map((condition, index) => {
        if (condition === undefined) return undefined;
        return condition === 0 ? at(third, index) : (at(second, index) ?? 0);
      });
    default:
      throw new Error(`No function ${name}`);
  }
};
