/** A binary heap: a run has hundreds of thousands of timers. */
export interface Heap<Entry> {
  readonly entries: Entry[];
  readonly isEarlier: (a: Entry, b: Entry) => boolean;
}

/** Adds an entry. */
export const push = <Entry>({ entries, isEarlier }: Heap<Entry>, entry: Entry): void => {
  let place = entries.push(entry) - 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = entries[above];
    if (parent === undefined || isEarlier(parent, entry)) break;
    entries[place] = parent;
    place = above;
  }
  entries[place] = entry;
};

/** Takes the earliest entry. */
export const pop = <Entry>(heap: Heap<Entry>): Entry | undefined => {
  const { entries, isEarlier } = heap;
  const [first] = entries;
  const last = entries.pop();
  if (last === undefined || entries.length === 0) return first;
  let place = 0;
  for (;;) {
    const child = earlierChild(heap, place);
    const below = entries[child];
    if (below === undefined || isEarlier(last, below)) break;
    entries[place] = below;
    place = child;
  }
  entries[place] = last;
  return first;
};

const earlierChild = <Entry>({ entries, isEarlier }: Heap<Entry>, place: number): number => {
  const [left, right] = [entries[2 * place + 1], entries[2 * place + 2]];
  const isRight = left !== undefined && right !== undefined && isEarlier(right, left);
  return isRight ? 2 * place + 2 : 2 * place + 1;
};
