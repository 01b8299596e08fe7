/** A span of bytes, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Reads `start-end`, where a missing end means the last byte, as a span of content of a size. */
export const parseByteRange = (text: string, sizeInBytes: number): ByteRange | undefined => {
  const [, from, to] = /^(\d+)-(\d*)$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const start = Number(from);
  const end = to === undefined || to === '' ? sizeInBytes - 1 : Number(to);
  return start <= end && start < sizeInBytes ? { start, end } : undefined;
};
