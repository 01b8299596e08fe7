/** No field that Glacier sends comes near it: a description of 1,024 escaped characters has 2,050. */
const MAX_JSON_BYTES = 3_000;
const CLIPPED_LENGTH = 500;

/** Clips a text that would blow up an event's body, which stays under 20 kB whatever a notice holds. */
export const clipText = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const bytes = new TextEncoder().encode(JSON.stringify(text)).length;
  return bytes > MAX_JSON_BYTES ? text.slice(0, CLIPPED_LENGTH) : text;
};
