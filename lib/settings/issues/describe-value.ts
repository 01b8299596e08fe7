/** Formats any invalid value so that its author recognizes it. */
export const describeValue = (value: unknown): string => {
  const isOutsideJson = !['string', 'boolean', 'object'].includes(typeof value);
  if (typeof value === 'function') return 'a function';
  if (isOutsideJson) return String(value);
  return isInstance(value) ? `a ${classOf(value)}` : JSON.stringify(value, showInstance);
};

const showInstance = (_key: string, value: unknown): unknown =>
  isInstance(value) ? `a ${classOf(value)}` : value;

/** Distinguishes class instances, such as constructs, from plain objects and lists. */
const isInstance = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype;
};

const classOf = (instance: object): string => instance.constructor.name;
