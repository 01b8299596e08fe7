import * as z from 'zod/mini';
import { parseJson } from '../../lambdas/core/json.ts';
import type { WebhookEvent } from '../../operations/events/samples.ts';
import { usageError } from '../framework/errors/cli-error.ts';

const Fields = z.record(z.string(), z.unknown());

/**
 * Returns an event with one field of its data set by a text such as `data.tier=Bulk`.
 *
 * The value is JSON, or else text.
 * @throws CliError when the text sets no field of `data`.
 */
export const setField = (event: WebhookEvent, text: string): WebhookEvent => {
  const [, path = '', value = ''] = /^(data(?:\.[^.=]+)+)=(.*)$/s.exec(text) ?? [];
  const body = put(parseJson(event.body), path.split('.'), parseJson(value) ?? value);
  if (path !== '' && body !== undefined) return { ...event, body: JSON.stringify(body) };
  throw usageError(
    `--set ${JSON.stringify(text)} sets no field of the event's data: use the form data.tier=Bulk.`,
  );
};

/** Returns `undefined` where a parent is no object. */
const put = (parent: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown => {
  const fields = Fields.safeParse(parent).data;
  const next = rest.length === 0 ? value : put(fields?.[name] ?? {}, rest, value);
  return fields && next !== undefined ? { ...fields, [name]: next } : undefined;
};
