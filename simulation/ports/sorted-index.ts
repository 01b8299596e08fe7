import { behind, positionOf } from './position.ts';

/** The part of a partition to read: from a text on, up to the words of a last place. */
export interface IndexSlice {
  readonly from: string;
  readonly upTo: string;
  readonly startKey?: Readonly<Record<string, string>> | undefined;
  readonly limit: number;
}

/** An index of a table: each row has at most one entry, in a partition that is sorted by place. */
export interface SortedIndex<Entry> {
  /** Replaces what the index has of a row. */
  readonly put: (row: string, partition: string, entry: Entry) => void;
  readonly remove: (row: string) => void;
  readonly all: (partition: string) => readonly Entry[];
  /** Reads a page; a full one always has a next. */
  readonly page: (
    partition: string,
    slice: IndexSlice,
  ) => { readonly entries: readonly Entry[]; readonly next?: { place: string } | undefined };
}

/** Creates an empty index. */
export const createSortedIndex = <
  Entry extends { readonly place: string },
>(): SortedIndex<Entry> => {
  const partitions = new Map<string, Entry[]>();
  const places = new Map<string, { readonly partition: string; readonly place: string }>();
  const entriesOf = (partition: string): Entry[] => {
    const known = partitions.get(partition) ?? [];
    partitions.set(partition, known);
    return known;
  };
  const remove = (row: string) => {
    const at = places.get(row);
    if (at === undefined) return;
    const entries = entriesOf(at.partition);
    entries.splice(positionOf(entries, at.place), 1);
    places.delete(row);
  };
  return {
    all: entriesOf,
    remove,
    put: (row, partition, entry) => {
      remove(row);
      const entries = entriesOf(partition);
      entries.splice(positionOf(entries, entry.place), 0, entry);
      places.set(row, { partition, place: entry.place });
    },
    page: (partition, { from, upTo, startKey, limit }) => {
      const all = entriesOf(partition);
      const after = startKey?.['place'];
      const first = positionOf(all, after === undefined ? from : behind(after));
      const entries = all.slice(first, Math.min(first + limit, positionOf(all, behind(upTo))));
      const place = entries.at(-1)?.place;
      const isFull = place !== undefined && entries.length === limit;
      return { entries, next: isFull ? { place } : undefined };
    },
  };
};
