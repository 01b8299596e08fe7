import { readFileSync } from 'node:fs';
import { parseJson } from '../../lambdas/core/json.ts';
import { type CliError, usageError } from '../framework/errors/cli-error.ts';
import { toEventType } from './event-words.ts';

/** The options of `endpoints add` and `endpoints update`; `null` resets to the default. */
export interface EndpointWords {
  readonly url?: string | undefined;
  readonly description?: string | null | undefined;
  readonly event?: readonly string[] | null | undefined;
  readonly vault?: readonly string[] | undefined;
  readonly action?: readonly string[] | undefined;
  readonly tier?: readonly string[] | undefined;
  readonly descriptionPrefix?: string | undefined;
  readonly group?: readonly string[] | undefined;
  readonly noFilter?: boolean | undefined;
  readonly header?: readonly string[] | null | undefined;
  readonly headersFile?: string | undefined;
  readonly format?: string | undefined;
}

/** Converts options to a request, which the service validates. */
export const toEndpointRequest = (words: EndpointWords): Readonly<Record<string, unknown>> => {
  const { url, description, event, format } = words;
  const request = {
    url,
    description,
    eventTypes: event?.map(toEventType) ?? event,
    filter: toFilter(words),
    headers: toHeaders(words),
    format,
  };
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
};

const toFilter = (words: EndpointWords): unknown => {
  if (words.noFilter) return null;
  const { vault: vaultNames, action: actions, tier: tiers, descriptionPrefix } = words;
  const parts = { vaultNames, actions, tiers, descriptionPrefix, groups: words.group };
  const isOfJobs = (vaultNames ?? actions ?? tiers ?? descriptionPrefix) !== undefined;
  if (isOfJobs && words.event?.some((word) => word.includes('group.'))) {
    throw usageError(
      '--event group.* is never sent to an endpoint with --vault, --action, --tier or --description-prefix: filter by --group alone, or register another endpoint for it.',
    );
  }
  const filter = Object.entries(parts).filter(([, value]) => value !== undefined);
  return filter.length === 0 ? undefined : Object.fromEntries(filter);
};

const toHeaders = ({ header, headersFile }: EndpointWords): unknown => {
  if (header === null) return null;
  if (headersFile !== undefined) return readHeadersFile(headersFile);
  return header && Object.fromEntries(header.map(splitHeader));
};

// The value is not repeated: it may be a credential.
const splitHeader = (text: string): [string, string] => {
  const colon = text.indexOf(':');
  if (colon > 0) return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
  throw usageError('--header lacks a colon: use the form "name: value".');
};

const readHeadersFile = (path: string): unknown => {
  // What JSON.parse throws repeats a piece of the file, which may be a credential.
  const headers = parseJson(readHeaders(path));
  if (headers !== undefined) return headers;
  throw unreadableHeaders(path, undefined);
};

const readHeaders = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadableHeaders(path, cause);
  }
};

const unreadableHeaders = (path: string, cause: unknown): CliError =>
  usageError(
    `--headers-file ${path} is not readable JSON: specify a file with a JSON object of header names and values.`,
    { cause },
  );
