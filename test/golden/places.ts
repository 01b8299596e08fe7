/** The way to a part of a value: names of members and indexes. */
export type Place = readonly (string | number)[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const membersOf = (value: object): [string | number, unknown][] =>
  Array.isArray(value) ? [...value.entries()] : Object.entries(value);

/** Lists the places of a value: of its members, and of theirs. */
const placesOf = (value: unknown): Place[] =>
  isObject(value)
    ? membersOf(value).flatMap(([name, member]) => [
        [name],
        ...placesOf(member).map((place) => [name, ...place]),
      ])
    : [];

/** Returns what a value has at a place. */
export const valueAt = (value: unknown, place: Place): unknown =>
  place.reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), value);

/** Returns a copy of a value with something else at a place. */
const withValueAt = (value: unknown, place: Place, next: unknown): unknown => {
  const copy = structuredClone(value);
  const parent = valueAt(copy, place.slice(0, -1));
  if (isObject(parent)) parent[String(place.at(-1))] = next;
  return copy;
};

const WRONG = [true];

/**
 * Lists the places of rows whose values a reader passes on whatever they are: it does not know them.
 *
 * A reader that keeps unknown members would pass on an attribute that was renamed.
 */
export const listUnknown = async (
  rows: readonly unknown[],
  read: (row: unknown) => unknown,
): Promise<string[]> => {
  const unknown = new Set<string>();
  for (const row of rows) {
    for (const place of placesOf(row)) {
      const wrong = Promise.resolve(withValueAt(row, place, WRONG));
      const outcome = await wrong.then(read).catch(() => undefined);
      const isPassedOn = JSON.stringify(valueAt(outcome, place)) === JSON.stringify(WRONG);
      if (isPassedOn) unknown.add(nameOf(place));
    }
  }
  return [...unknown];
};

const nameOf = (place: Place): string =>
  place.map((name) => (typeof name === 'number' ? '[]' : name)).join('.');

/** Parses the JSON that a text may hold: a message, or an event in it. */
const unfold = (value: unknown): unknown => {
  if (typeof value === 'string' && value.startsWith('{"')) return unfold(JSON.parse(value));
  if (Array.isArray(value)) return value.map(unfold);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unfold(member)]))
    : value;
};

/** Lists the attributes of a value and of the JSON in it, each once and with its type. */
export const attributesOf = (value: unknown): string[] => {
  const unfolded = unfold(value);
  const named = placesOf(unfolded).map(
    (place) => `${nameOf(place)}: ${typeof valueAt(unfolded, place)}`,
  );
  return [...new Set(named)];
};

const isBuiltIn = (target: object, name: string | symbol): name is symbol =>
  typeof name === 'symbol' || name in Object.getPrototypeOf(target);

/** Lists the attributes that a reader looks for in rows, and finds in none of them. */
export const watchReads = (rows: readonly unknown[], read: (row: unknown) => unknown): string[] => {
  const found = new Set(rows.flatMap(placesOf).map(nameOf));
  const asked = new Set<string>();
  const watched = (value: unknown, place: Place): unknown =>
    isObject(value)
      ? new Proxy(value, {
          get: (target, name) => {
            if (isBuiltIn(target, name)) return Reflect.get(target, name);
            const here = [...place, Array.isArray(target) ? Number(name) : name];
            asked.add(nameOf(here));
            return watched(target[name], here);
          },
        })
      : value;
  for (const row of rows) read(watched(row, []));
  return [...asked].filter((name) => !found.has(name));
};
