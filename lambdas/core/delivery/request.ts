import { sign } from './signature.ts';

/** Headers that an endpoint's own headers can never replace: they are the service's, or HTTP's. */
export const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'webhook-id',
  'webhook-signature',
  'webhook-timestamp',
]);

/** What one attempt sends. */
export interface WebhookContent {
  readonly id: string;
  readonly body: string;
  /** @default - `application/json` */
  readonly contentType?: string;
  readonly secrets: readonly string[];
  /** The endpoint's own headers. */
  readonly headers: Readonly<Record<string, string>>;
  readonly nowMs: number;
}

/** The headers of one attempt, signed with every valid secret; the timestamp is the attempt's own. */
export const webhookHeaders = (content: WebhookContent): Record<string, string> => {
  const timestampSeconds = Math.floor(content.nowMs / 1000);
  return {
    ...Object.fromEntries(withoutReserved(content.headers)),
    'content-type': content.contentType ?? 'application/json',
    'user-agent': 'glacier-job-notifier',
    'webhook-id': content.id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': sign({ ...content, timestampSeconds }, content.secrets),
  };
};

const withoutReserved = (headers: WebhookContent['headers']): [string, string][] =>
  Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !RESERVED_HEADERS.has(name));
