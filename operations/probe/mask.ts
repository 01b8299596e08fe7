/** Replaces names that identify an account: each value by `<its name>`, and every other number of 12 digits. */
export const mask = (text: string, names: Readonly<Record<string, string>>): string => {
  const entries = Object.entries(names).sort(([, a], [, b]) => b.length - a.length);
  const masked = entries.reduce((rest, [name, value]) => rest.replaceAll(value, `<${name}>`), text);
  return masked.replace(/\d{12,}/g, '<number>').replace(/[A-Za-z0-9_-]{40,}/g, '<id>');
};

/** A JSON value with the names of its members, and the types of its values in place of them. */
export const shapeOf = (value: unknown): unknown => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]));
};
