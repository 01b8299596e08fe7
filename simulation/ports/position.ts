/** Finds the first index below `length` from which on a condition holds, or `length`. */
export const firstIndex = (length: number, holds: (index: number) => boolean): number => {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/**
 * The text behind every place that is, or begins with, these words, and before every longer word.
 *
 * Words are separated by spaces, the only characters that sort before an exclamation mark.
 */
export const behind = (words: string): string => `${words}!`;

/** Finds the first position whose entry is not before a text, in entries that are sorted by place. */
export const positionOf = (entries: readonly { readonly place: string }[], text: string): number =>
  firstIndex(entries.length, (index) => (entries[index]?.place ?? '') >= text);
