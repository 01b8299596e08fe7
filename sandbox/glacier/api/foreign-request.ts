import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Returns why a server of the sandbox must refuse a request, or `undefined` for one of this machine.
 *
 * Any web page in a browser on this machine can send requests to loopback addresses. Its requests
 * carry a foreign Origin or Sec-Fetch-Site; after DNS rebinding they carry a foreign Host.
 */
export const foreignness = (headers: IncomingHttpHeaders): string | undefined => {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (!isLoopback(`http://${host}`)) return `the Host ${host} is not an address of this machine`;
  if (origin !== undefined && !isLoopback(origin)) return `it was sent by a page of ${origin}`;
  return site === 'cross-site' ? 'it was sent by a page of another site' : undefined;
};

/** Returns whether a URL names this machine by a loopback address. */
export const isLoopback = (url: string): boolean =>
  URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
