import * as fc from 'fast-check';

type Path = readonly (string | number)[];

const nested = (depth: number): unknown => (depth === 0 ? 'x' : { a: nested(depth - 1) });

/** JSON values that no reader expects. */
const NASTY: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.1 + 0.2,
  2 ** 53,
  1e308,
  5e-324,
  '',
  ' ',
  '0',
  'null',
  'NaN',
  '-1',
  '..',
  '*',
  'constructor',
  '\u0000\u001f',
  '\ud800',
  '\udc00x',
  '\ufffe\uffff',
  '\u{10ffff}',
  '2026-03-14T07:32:43+00:00',
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999Z',
  '2026-03-14T07:32:43',
  'arn:aws:glacier:eu-west-1:123456789012:vaults/..',
  'a'.repeat(300),
  'é'.repeat(5000),
  '"'.repeat(5000),
  nested(20),
  nested(300),
  [],
  {},
  [null],
  [[]],
  JSON.parse('{"__proto__": {"JobId": "polluted"}}'),
  JSON.parse('{"": "empty name", "\\ud800": 1, "a.b": 5e-324}'),
  Array.from({ length: 1000 }, (_, n) => n),
];

const NASTY_KEYS = ['__proto__', 'constructor', 'toString', '', '\ud800', 'extra', '0'];

const pathsOf = (value: unknown, path: Path = []): Path[] => {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...below.flatMap(([key, member]) => pathsOf(member, [...path, key]))];
};

const setAt = (
  value: unknown,
  [key, ...rest]: Path,
  change: (old: unknown) => unknown,
): unknown => {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((one, index) => (String(index) === key ? setAt(one, rest, change) : one));
  }
  const entries = Object.entries(value as object);
  return Object.fromEntries(
    entries.map(([name, one]) => [name, name === key ? setAt(one, rest, change) : one]),
  );
};

const renameAt = (value: unknown, path: Path, name: string | undefined): unknown =>
  setAt(value, path.slice(0, -1), (parent) => {
    if (typeof parent !== 'object' || parent === null || path.length === 0) return parent;
    const renamed = Object.entries(parent).flatMap(([key, one]) => {
      if (key !== path.at(-1)) return [[key, one] as const];
      return name === undefined ? [] : [[name, one] as const];
    });
    return Object.fromEntries(renamed);
  });

/** Any text, also one that is no Unicode text. */
export const anyText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc
      .array(fc.nat({ max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
  );

const step = (): fc.Arbitrary<(path: Path, value: unknown) => unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...NASTY).map((to) => toValue(to)) },
    { weight: 2, arbitrary: anyText().map((to) => toValue(to)) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((to) => toValue(to)) },
    {
      weight: 2,
      arbitrary: fc.constant((path: Path, value: unknown) => renameAt(value, path, undefined)),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...NASTY_KEYS)
        .map((name) => (path: Path, value: unknown) => renameAt(value, path, name)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(asText, wrap, nest, upper).map((change) => by(change)),
    },
  );

const toValue = (to: unknown) => by(() => to);
const by = (change: (old: unknown) => unknown) => (path: Path, value: unknown) =>
  setAt(value, path, change);
const asText = (old: unknown) => (typeof old === 'object' ? JSON.stringify(old) : String(old));
const wrap = (old: unknown) => [old, old];
const nest = (old: unknown) => ({ value: old });
const upper = (old: unknown) => (typeof old === 'string' ? old.toUpperCase() : old);

/** A document with up to four things about it changed: values, types, names, members left out. */
export const mutated = (documents: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.constantFrom(...documents),
      fc.array(fc.tuple(fc.nat({ max: 10_000 }), step()), { maxLength: 4 }),
    )
    .map(([document, steps]) =>
      steps.reduce<unknown>((value, [place, change]) => {
        const paths = pathsOf(value);
        return change(paths[place % paths.length] ?? [], value);
      }, document),
    );

/** The text of such a document, perhaps cut, overwritten or with a member twice; or anything at all. */
export const mutatedText = (documents: readonly unknown[]): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: mutated(documents).map((value) => JSON.stringify(value)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(mutated(documents), fc.nat(), fc.nat({ max: 3 }), anyText())
        .map(([value, at, cut, text]) => splice(JSON.stringify(value), at, cut, text)),
    },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => new TextDecoder().decode(bytes)),
    },
    { weight: 1, arbitrary: fc.oneof(fc.json(), anyText()) },
  );

const splice = (text: string, at: number, cut: number, put: string): string => {
  const place = at % (text.length + 1);
  return text.slice(0, place) + put + text.slice(place + cut);
};
