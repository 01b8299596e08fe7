/**
 * Creates the function that gives the marker of a list's next page, `undefined` at the end.
 *
 * An empty marker ends a list. So does one that was given before: its pages would never end.
 */
export const followMarkers = (from?: string, onRepeated?: (marker: string) => void) => {
  const seen = new Set<string | undefined>([from, '']);
  return (next: string | undefined): string | undefined => {
    if (seen.has(next)) {
      if (next) onRepeated?.(next);
      return undefined;
    }
    seen.add(next);
    return next;
  };
};
