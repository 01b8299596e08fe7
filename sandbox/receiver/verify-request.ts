import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { runInVirtualTime } from '../time/virtual-date.ts';
import type { ReceivedRequest } from './received-request.ts';

/** Whether the official library accepts a request. */
export type Verification =
  | { readonly kind: 'verified' }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Lets the official library check a request's signature and age.
 *
 * The library reads the age off the global Date. It works synchronously, so the virtual Date is put
 * in place for just that call: no worker is needed, and the thread's own Date stays as it is.
 */
export const verifyRequest = (
  buffer: SharedArrayBuffer,
  {
    headers,
    body,
    secret,
  }: Pick<ReceivedRequest, 'headers' | 'body'> & { readonly secret: string },
): Verification => {
  try {
    const webhook = new Webhook(secret);
    runInVirtualTime(buffer, () => webhook.verify(body, single(headers), { jsonParse: false }));
    return { kind: 'verified' };
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
};

const single = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
