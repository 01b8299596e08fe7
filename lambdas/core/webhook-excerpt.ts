const MAX_BYTES = 1024;

const CONTROLS = /(?![\n\t])\p{Cc}/gu;

/** Makes the first bytes of a response readable: at most 1 kB of UTF-8 without control characters. */
export const toExcerpt = (bytes: Uint8Array): string => {
  const text = decode(bytes.subarray(0, MAX_BYTES)).replaceAll(CONTROLS, '\u{fffd}');
  return decode(new TextEncoder().encode(text).subarray(0, MAX_BYTES));
};

// `stream` keeps a character that was cut in two from showing up as a replacement character.
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes, { stream: true });
