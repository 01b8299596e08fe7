const MAX_LENGTH = 2048;
const FIRST_UNPRIVILEGED_PORT = 1024;
const WEB_PORTS = [80, 443];
const IPV4_LITERAL = /^\d+\.\d+\.\d+\.\d+$/;

/** What the settings allow an endpoint's URL to be. */
export interface UrlRules {
  readonly allowHttp: boolean;
  /** Says whether no webhook may go to this IP address. */
  readonly isRefusedAddress: (address: string) => boolean;
}

/** A URL is accepted in its normal form, or refused with the field, the problem and the remedy. */
export type UrlReading =
  | { readonly kind: 'accepted'; readonly url: URL }
  | { readonly kind: 'refused'; readonly reason: string };

/** Checks where an endpoint wants its webhooks, at its registration and again before each attempt. */
export const readEndpointUrl = (text: string, rules: UrlRules): UrlReading => {
  if (text.length > MAX_LENGTH) {
    return { kind: 'refused', reason: `url is longer than ${MAX_LENGTH} characters; shorten it` };
  }
  const url = URL.parse(text);
  if (url === null) {
    return { kind: 'refused', reason: 'url is not a URL; specify https://host/path' };
  }
  const problem = findProblem(url, rules);
  return problem === undefined
    ? { kind: 'accepted', url }
    : { kind: 'refused', reason: `url ${problem}` };
};

const findProblem = (url: URL, rules: UrlRules): string | undefined => {
  const address = literalAddress(url);
  if (!isAllowedScheme(url, rules)) {
    return `has the scheme ${url.protocol.slice(0, -1)}; use https (http needs the setting webhooks.allowHttp)`;
  }
  if (url.username || url.password) {
    return 'contains a user name or password; put credentials in a custom header';
  }
  if (!isAllowedPort(effectivePort(url))) {
    return `has the port ${url.port}; use 443, 80, or 1024 and above`;
  }
  if (address !== undefined && rules.isRefusedAddress(address)) {
    return `has the address ${address}, which is not public; use a public one or add it to webhooks.allowedCidrs`;
  }
  return undefined;
};

const isAllowedScheme = (url: URL, { allowHttp }: UrlRules): boolean =>
  url.protocol === 'https:' || (allowHttp && url.protocol === 'http:');

const isAllowedPort = (port: number): boolean =>
  port >= FIRST_UNPRIVILEGED_PORT || WEB_PORTS.includes(port);

/** The port that a request to this URL goes to. */
export const effectivePort = (url: URL): number =>
  Number(url.port || (url.protocol === 'http:' ? '80' : '443'));

/**
 * Gives the IP address that stands in a URL in place of a name, if any.
 *
 * The URL standard has normalised it by now: `0x7f.1`, `2130706433` and `127.1` are all `127.0.0.1`.
 * @see https://url.spec.whatwg.org/#concept-ipv4-parser
 */
export const literalAddress = ({ hostname }: URL): string | undefined => {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return IPV4_LITERAL.test(hostname) ? hostname : undefined;
};
