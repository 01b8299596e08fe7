import { decodeSecret } from '../../lambdas/core/delivery/signature.ts';
import { EVENT_TYPES } from '../../lambdas/core/event/event-type.ts';
import { toEventType, toEventWord } from '../endpoints/event-words.ts';
import { usageError } from '../framework/errors/cli-error.ts';
import { keptSecret } from './kept-secret.ts';
import type { ListenOptions } from './options.ts';
import { statePath } from './state-path.ts';

const TYPES: readonly string[] = [...EVENT_TYPES, 'webhook.test'];

/** Parses the target URL; a remote host must be allowed explicitly. */
export const readTarget = (text: string | undefined, allowRemote: boolean): string => {
  if (text === undefined) {
    throw usageError('--forward-to is missing: specify a URL such as http://localhost:3000/hook.');
  }
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

/** Returns the given signing secret, or the one that is kept for the deployment. */
export const readSecret = (
  { secret, secretFile, rotateSecret }: ListenOptions,
  selfOptions: string,
): string => {
  if (secret === undefined) {
    return keptSecret(secretFile ?? statePath(selfOptions, 'secret'), rotateSecret);
  }
  decodeSecret(secret);
  return secret;
};

/** Parses the event types of an option or argument; the default is all. */
export const readTypes = (words: readonly string[] = TYPES, name = '--event') => {
  const unknown = words.find((word) => !TYPES.includes(toEventType(word)));
  if (unknown === undefined) return words.map(toEventType);
  throw usageError(
    `${name} ${JSON.stringify(unknown)} is unknown: specify ${TYPES.map(toEventWord).join(', ')}.`,
  );
};
