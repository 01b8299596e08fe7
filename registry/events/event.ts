import { Webhook } from 'standardwebhooks';
import { InvalidInputError } from '../../lambdas/core/errors.ts';
import { readGroupTag } from '../../lambdas/core/group/tag.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import { type EventOf, GLACIER_EVENT_TYPES, type GlacierEvent } from './event-types.ts';

export type * from './event-data.ts';
export type * from './event-types.ts';

/** The headers of a request as `fetch` has them. */
export interface FetchHeaders {
  /** Gives the value of a header by its name in any case. */
  get(name: string): string | null;
}

/** The headers of a request: of Node's server, of a Lambda event, or of `fetch`. */
export type EventHeaders =
  | FetchHeaders
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads an event from the body of a webhook or of a message of the events topic, without verification.
 *
 * Returns `undefined` for a type that this version does not know: ignore it, because later versions add
 * types. An event may have fields that its type does not have here.
 * @throws InvalidInputError when the body is not an event.
 */
export const parseEvent = (body: string): GlacierEvent | undefined => {
  const event = parseJson(body);
  if (isEvent(event)) return isKnown(event) ? event : undefined;
  throw new InvalidInputError(
    'body is not an event; pass the exact text of a webhook, or the Message of an SNS envelope',
  );
};

/**
 * Verifies a webhook with the official library of Standard Webhooks, and reads its event.
 *
 * `body` is the raw body, and `secret` begins with `whsec_`. Returns `undefined` as {@link parseEvent} does.
 * @throws WebhookVerificationError of `standardwebhooks` when the signature is wrong, or the timestamp is
 * more than five minutes off: answer 401.
 * @throws InvalidInputError when the secret is missing, or the body is not an event.
 */
export const verifyEvent = (
  body: string | Uint8Array,
  headers: EventHeaders,
  secret: string | undefined,
): GlacierEvent | undefined => {
  if (!secret?.startsWith('whsec_')) {
    throw new InvalidInputError(
      'secret is missing or does not begin with "whsec_"; pass the secret of the endpoint',
    );
  }
  const text = typeof body === 'string' ? body : new TextDecoder('utf-8').decode(body);
  new Webhook(secret).verify(text, toRecord(headers), { jsonParse: false });
  return parseEvent(text);
};

/** Returns the group of an event: its own, or the one that the job's description names in a tag at its end. */
export const groupOf = ({ data }: GlacierEvent): string | undefined => {
  if ('group' in data) return data.group;
  return 'jobDescription' in data ? readGroupTag(data.jobDescription) : undefined;
};

const toRecord = (headers: EventHeaders): Record<string, string> => {
  const entries = isFetchHeaders(headers)
    ? ['id', 'timestamp', 'signature'].map((n) => [`webhook-${n}`, headers.get(`webhook-${n}`)])
    : Object.entries(headers);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value ?? '')]));
};

const isFetchHeaders = (headers: EventHeaders): headers is FetchHeaders =>
  typeof headers['get'] === 'function';

const isEvent = (value: unknown): value is EventOf<string, object> =>
  isObject(value) &&
  ['id', 'type', 'timestamp'].every((name) => typeof Reflect.get(value, name) === 'string') &&
  isObject(Reflect.get(value, 'data'));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isKnown = (event: EventOf<string, object>): event is GlacierEvent =>
  GLACIER_EVENT_TYPES.some((type) => type === event.type);
