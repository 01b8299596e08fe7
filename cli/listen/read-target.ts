import { randomBytes } from 'node:crypto';
import { decodeSecret } from '../../lambdas/core/delivery/signature.ts';
import { createSigningSecret } from '../../lambdas/core/endpoint/secret.ts';
import { EVENT_TYPES } from '../../lambdas/core/event/event-type.ts';
import { toEventType, toEventWord } from '../endpoints/event-words.ts';
import { usageError } from '../framework/errors/cli-error.ts';

const TYPES: readonly string[] = [...EVENT_TYPES, 'webhook.test'];

/** Parses the target URL; a remote host must be allowed explicitly. */
export const readTarget = (text: string, allowRemote: boolean): string => {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw usageError(
      `--forward-to ${JSON.stringify(text)} is not an HTTP URL with a valid port: specify a URL such as http://localhost:3000/hook.`,
    );
  }
  if (allowRemote || isLocal(url.hostname)) return url.href;
  throw usageError(
    `--forward-to ${url.host} is not this machine: specify a local URL such as http://localhost:3000/hook, or add --allow-remote.`,
  );
};

// The resolved address is checked again on connect.
const isLocal = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '[::1]' ||
  host.startsWith('127.');

/** Returns the given signing secret or a new one, and which of the two it is. */
export const readSecret = (
  given: string | undefined,
): { readonly secret: string; readonly isNew: boolean } => {
  if (given === undefined) {
    return { secret: createSigningSecret(randomBytes, Date.now()).secret, isNew: true };
  }
  decodeSecret(given);
  return { secret: given, isNew: false };
};

/** Parses the requested event types; the default is all. */
export const readTypes = (words: readonly string[] | undefined): readonly string[] => {
  const types = words?.map(toEventType) ?? TYPES;
  const unknown = types.find((type) => !TYPES.includes(type));
  if (unknown === undefined) return types;
  throw usageError(
    `--event ${JSON.stringify(unknown)} is unknown: specify ${TYPES.map(toEventWord).join(', ')}.`,
  );
};
