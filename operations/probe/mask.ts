/** Replaces names that identify an account: roles and users, each value by `<its name>`, and every other long number or id. */
export const mask = (text: string, names: Readonly<Record<string, string>>): string => {
  const entries = Object.entries(names).sort(([, a], [, b]) => b.length - a.length);
  const anonymous = text.replace(/arn:[\w-]+:(?:sts|iam):[^\s"',]+/g, '<principal>');
  const masked = entries.reduce(
    (rest, [name, value]) => rest.replaceAll(value, `<${name}>`),
    anonymous,
  );
  return masked.replace(/\d{12,}/g, '<number>').replace(/[A-Za-z0-9_-]{40,}/g, '<id>');
};

/** A JSON value with the names of its members, and the types of its values in place of them. */
export const shapeOf = (value: unknown): unknown => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]));
};
