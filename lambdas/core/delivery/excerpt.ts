const MAX_BYTES = 1024;
const CONTROLS = /(?![\n\t])\p{Cc}/gu;

/** Headers of every webhook that hold no secret. */
const OPEN_HEADERS = new Set(['content-type', 'user-agent', 'webhook-id', 'webhook-timestamp']);
const SHORTEST_SECRET = 4;
const SHORTEST_PART = 8;

/**
 * Makes the start of a response readable: at most 1 kB of UTF-8 without control characters.
 *
 * A receiver may answer with the request's own headers: signatures, and values of 4 characters and more of
 * the endpoint's own headers, are blanked.
 */
export const toExcerpt = (
  bytes: Uint8Array,
  sent: Readonly<Record<string, string>> = {},
): string => {
  // The longest first: a value that is part of another would leave the rest of it.
  const text = secretsOf(sent)
    .flatMap(writings)
    .toSorted((one, other) => other.length - one.length)
    .reduce((left, secret) => left.replaceAll(secret, '[hidden]'), decode(bytes))
    .slice(0, MAX_BYTES)
    .replaceAll(CONTROLS, '\u{fffd}');
  return decode(new TextEncoder().encode(text).subarray(0, MAX_BYTES));
};

// A page may show the scheme and the credential of one value, or several signatures, apart.
const secretsOf = (sent: Readonly<Record<string, string>>): string[] =>
  Object.entries(sent).flatMap(([name, value]) => {
    if (OPEN_HEADERS.has(name) || value.length < SHORTEST_SECRET) return [];
    return [value, ...value.split(/[\s,]+/).filter(({ length }) => length >= SHORTEST_PART)];
  });

/** A text as it is, and as JSON (of PHP, too), URLs, forms and HTML write it. */
const writings = (text: string): string[] => {
  const json = JSON.stringify(text).slice(1, -1);
  const html = text.replaceAll(/[&<>"]/g, (character) => ENTITIES.get(character) ?? character);
  const form = new URLSearchParams({ '': text }).toString().slice(1);
  const encoded = [encodeURIComponent(text), form];
  const lower = encoded.map((one) => one.replaceAll(/%../g, (code) => code.toLowerCase()));
  return [text, json, json.replaceAll('/', '\\/'), ...encoded, ...lower, html];
};

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

// `stream` keeps a character that was cut in two from showing up as a replacement character.
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes, { stream: true });
