// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const MAX_DEPTH = 32;
const MAX_ITEM_BYTES = 400 * 1024;
const SMALLEST_NUMBER = 1e-130;
const LARGEST_NUMBER = 9.99e125;

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const REFUSED_BY_QUEUES = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Says why DynamoDB would refuse an item with this value, or `undefined` when it takes it. */
export const whyUnstorable = (item: object): string | undefined => {
  const bytes = new TextEncoder().encode(JSON.stringify(item)).length;
  return bytes > MAX_ITEM_BYTES ? `${bytes} bytes` : findProblem(item, 0);
};

const findProblem = (value: unknown, depth: number): string | undefined => {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'a lone surrogate';
  if (typeof value === 'number') return isNumber(value) ? undefined : `the number ${value}`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === MAX_DEPTH) return 'too deep';
  const problems = Object.entries(value).map(
    ([name, member]) => judgeName(name) ?? findProblem(member, depth + 1),
  );
  return problems.find((problem) => problem !== undefined);
};

const isNumber = (value: number): boolean =>
  value === 0 || (Math.abs(value) >= SMALLEST_NUMBER && Math.abs(value) <= LARGEST_NUMBER);

const judgeName = (name: string): string | undefined => {
  if (name === '') return 'an empty name';
  return name.isWellFormed() ? undefined : 'a lone surrogate in a name';
};

/** Says why SQS and SNS would refuse a message, or `undefined` when they take it. */
export const whyUnsendable = (text: string): string | undefined => {
  const refused = REFUSED_BY_QUEUES.exec(text)?.[0];
  return refused === undefined
    ? undefined
    : `the character U+${refused.codePointAt(0)?.toString(16)}`;
};
