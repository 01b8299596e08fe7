import { randomBytes } from 'node:crypto';
import { createSigningSecret } from '../../lambdas/core/endpoint-secret.ts';
import { JOB_EVENT_TYPES } from '../../lambdas/core/event-type.ts';
import { decodeSecret } from '../../lambdas/core/signature.ts';
import { toEventType } from '../endpoints/endpoint-request.ts';
import { usageError } from '../framework/cli-error.ts';

const TYPES: readonly string[] = [...Object.values(JOB_EVENT_TYPES), 'webhook.test'];

/** Reads where to post to; another machine has to be allowed. */
export const readTarget = (text: string, allowRemote: boolean): string => {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw usageError(
      `--forward-to ${JSON.stringify(text)} is no URL: give http://localhost:3000/hook.`,
    );
  }
  if (allowRemote || isLocal(url.hostname)) return url.href;
  throw usageError(
    `--forward-to ${url.host} is not this machine: give http://localhost:3000/hook, or add --allow-remote.`,
  );
};

// What a name leads to is looked at again when it is dialled.
const isLocal = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '[::1]' ||
  host.startsWith('127.');

/** Reads the secret to sign with, or makes one; says which it is. */
export const readSecret = (
  given: string | undefined,
): { readonly secret: string; readonly isNew: boolean } => {
  if (given === undefined) {
    return { secret: createSigningSecret(randomBytes, Date.now()).secret, isNew: true };
  }
  decodeSecret(given);
  return { secret: given, isNew: false };
};

/** Reads which event types are wanted: all, when none is named. */
export const readTypes = (words: readonly string[] | undefined): readonly string[] => {
  const types = words?.map(toEventType) ?? TYPES;
  const unknown = types.find((type) => !TYPES.includes(type));
  if (unknown === undefined) return types;
  throw usageError(
    `--event ${JSON.stringify(unknown)} is unknown: give ${TYPES.map((type) => type.replace('glacier.job.', '')).join(', ')}.`,
  );
};
