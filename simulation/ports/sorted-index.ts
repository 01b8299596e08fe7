import { behind, firstIndex, positionOf } from './position.ts';

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

/** More entries are split in two: to insert one in the list of a large group would move all behind it. */
const MOST_IN_CHUNK = 1000;

/** Creates an empty index. */
export const createSortedIndex = <
  Entry extends { readonly place: string },
>(): SortedIndex<Entry> => {
  const partitions = new Map<string, Entry[][]>();
  const places = new Map<string, { readonly partition: string; readonly place: string }>();
  const chunksOf = (partition: string): Entry[][] => {
    const known = partitions.get(partition) ?? [[]];
    partitions.set(partition, known);
    return known;
  };
  /** The chunk with the first entry that is not before a text, or else the last chunk. */
  const chunkAt = (chunks: readonly Entry[][], text: string): number =>
    firstIndex(chunks.length - 1, (index) => (chunks[index]?.at(-1)?.place ?? '') >= text);
  const remove = (row: string) => {
    const at = places.get(row);
    if (at === undefined) return;
    const chunks = chunksOf(at.partition);
    const index = chunkAt(chunks, at.place);
    const chunk = chunks[index] ?? [];
    chunk.splice(positionOf(chunk, at.place), 1);
    if (chunk.length === 0 && chunks.length > 1) chunks.splice(index, 1);
    places.delete(row);
  };
  return {
    all: (partition) => chunksOf(partition).flat(),
    remove,
    put: (row, partition, entry) => {
      remove(row);
      const chunks = chunksOf(partition);
      const index = chunkAt(chunks, entry.place);
      const chunk = chunks[index] ?? [];
      chunk.splice(positionOf(chunk, entry.place), 0, entry);
      if (chunk.length > MOST_IN_CHUNK) {
        chunks.splice(index + 1, 0, chunk.splice(MOST_IN_CHUNK / 2));
      }
      places.set(row, { partition, place: entry.place });
    },
    page: (partition, { from, upTo, startKey, limit }) => {
      const chunks = chunksOf(partition);
      const after = startKey?.['place'];
      const [first, end] = [after === undefined ? from : behind(after), behind(upTo)];
      const found: Entry[] = [];
      for (const chunk of chunks.slice(chunkAt(chunks, first), chunkAt(chunks, end) + 1)) {
        found.push(...chunk.slice(positionOf(chunk, first), positionOf(chunk, end)));
        if (found.length >= limit) break;
      }
      const entries = found.slice(0, limit);
      const place = entries.at(-1)?.place;
      const isFull = place !== undefined && entries.length === limit;
      return { entries, next: isFull ? { place } : undefined };
    },
  };
};
