/** Finds the first position whose entry is not before a text, in entries that are sorted by place. */
export const positionOf = (
  entries: readonly { readonly place: string }[],
  text: string,
): number => {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.place ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The text behind every place that is, or begins with, these words, and before every longer word.
 *
 * Words are separated by spaces, the only characters that sort before an exclamation mark.
 */
export const behind = (words: string): string => `${words}!`;
