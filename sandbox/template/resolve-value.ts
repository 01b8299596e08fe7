import * as z from 'zod';

/** What the intrinsic functions of a template can point at. */
export interface References {
  /** Answers `Ref`: a resource's id, a parameter or a pseudo parameter; `AWS::NoValue` is undefined. */
  ref(name: string): Promise<unknown>;
  /** Answers `Fn::GetAtt`. */
  attribute(logicalId: string, attributeName: string): Promise<string>;
  /** Answers whether a condition of the template holds. */
  condition(name: string): Promise<boolean>;
}

const Join = z.tuple([z.string(), z.unknown()]);
const Select = z.tuple([z.coerce.number(), z.unknown()]);
const Split = z.tuple([z.string(), z.unknown()]);
const If = z.tuple([z.string(), z.unknown(), z.unknown()]);
const Equals = z.tuple([z.unknown(), z.unknown()]);
const Sub = z.union([z.string(), z.tuple([z.string(), z.record(z.string(), z.unknown())])]);
const GetAtt = z.union([
  z.tuple([z.string(), z.string()]),
  z.string().transform((path): [string, string] => {
    const dot = path.indexOf('.');
    return [path.slice(0, dot), path.slice(dot + 1)];
  }),
]);
const Texts = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String));

type Intrinsic = (argument: unknown, references: References) => Promise<unknown>;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, references) => references.ref(z.string().parse(name)),
  'Fn::GetAtt': (path, references) => references.attribute(...GetAtt.parse(path)),
  'Fn::Join': async (argument, references) => {
    const [separator, parts] = Join.parse(argument);
    return Texts.parse(await resolveValue(parts, references)).join(separator);
  },
  'Fn::Select': async (argument, references) => {
    const [index, list] = Select.parse(argument);
    return Texts.parse(await resolveValue(list, references))[index];
  },
  'Fn::Split': async (argument, references) => {
    const [separator, text] = Split.parse(argument);
    return z
      .string()
      .parse(await resolveValue(text, references))
      .split(separator);
  },
  'Fn::If': async (argument, references) => {
    const [condition, then, otherwise] = If.parse(argument);
    const holds = await references.condition(condition);
    return resolveValue(holds ? then : otherwise, references);
  },
  'Fn::Equals': async (argument, references) => {
    const [one, other] = Equals.parse(await resolveValue(Equals.parse(argument), references));
    return one === other;
  },
  'Fn::Sub': (argument, references) => {
    const parsed = Sub.parse(argument);
    const [text, variables] = typeof parsed === 'string' ? [parsed, {}] : parsed;
    return substitute(text, variables, references);
  },
};

/**
 * Replaces the intrinsic functions in a value of a template, at any depth.
 *
 * @throws Error that names a function which the sandbox does not know.
 */
export const resolveValue = async (value: unknown, references: References): Promise<unknown> => {
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map((item) => resolveValue(item, references)));
    return items.filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const [only, ...others] = Object.entries(value);
  if (only !== undefined && others.length === 0 && isIntrinsic(only[0])) {
    return callIntrinsic(only[0], only[1], references);
  }
  return resolveEntries(value, references);
};

const isIntrinsic = (key: string): boolean => key === 'Ref' || key.startsWith('Fn::');

const callIntrinsic = (name: string, argument: unknown, references: References) => {
  const intrinsic = intrinsics[name];
  if (intrinsic === undefined) {
    throw new Error(`The sandbox does not support the template function ${name}`);
  }
  return intrinsic(argument, references);
};

const resolveEntries = async (value: object, references: References): Promise<unknown> => {
  const entries = await Promise.all(
    Object.entries(value).map(
      async ([key, item]) => [key, await resolveValue(item, references)] as const,
    ),
  );
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
};

const substitute = async (
  text: string,
  variables: Readonly<Record<string, unknown>>,
  references: References,
): Promise<string> => {
  const parts = text.split(/\$\{([^}]+)\}/);
  const resolved = await Promise.all(
    parts.map((part, index) =>
      index % 2 === 0 ? part : substituteOne(part, variables, references),
    ),
  );
  return resolved.join('');
};

const substituteOne = (
  name: string,
  variables: Readonly<Record<string, unknown>>,
  references: References,
): Promise<unknown> => {
  if (name.startsWith('!')) return Promise.resolve(`\${${name.slice(1)}}`);
  if (name in variables) return resolveValue(variables[name], references);
  const path = z.string().includes('.').safeParse(name);
  return path.success ? references.attribute(...GetAtt.parse(path.data)) : references.ref(name);
};
