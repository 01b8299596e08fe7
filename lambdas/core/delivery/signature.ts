import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { InvalidInputError } from '../errors.ts';

const PREFIX = 'whsec_';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const MIN_BYTES = 24;
const MAX_BYTES = 64;
const MAX_KEPT_KEYS = 1000;

/** What a signature covers: the id and the exact body bytes of a webhook, and the instant of this attempt. */
export interface SignedContent {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: string;
}

/**
 * Signs a webhook by Standard Webhooks v1, once with each secret, as the value of `webhook-signature`.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const sign = (content: SignedContent, secrets: readonly string[]): string => {
  // A dot in the id would let one signature stand for two different contents.
  if (content.id.includes('.')) throw new InvalidInputError('id contains a "."; remove it');
  const text = `${content.id}.${content.timestampSeconds}.${content.body}`;
  return secrets
    .map((secret) => createHmac('sha256', keyOf(secret)).update(text).digest('base64'))
    .map((signature) => `v1,${signature}`)
    .join(' ');
};

const keptKeys = new Map<string, KeyObject>();

// Node makes a new native key of plain bytes at each use, which costs more than all the rest of signing.
const keyOf = (secret: string): KeyObject => {
  const kept = keptKeys.get(secret);
  if (kept !== undefined) return kept;
  const key = createSecretKey(decodeSecret(secret));
  if (keptKeys.size >= MAX_KEPT_KEYS) keptKeys.clear();
  keptKeys.set(secret, key);
  return key;
};

/**
 * Decodes a `whsec_` secret to the key that signs.
 *
 * Messages never repeat the secret: they end up in logs.
 * @throws InvalidInputError that says what is wrong with the secret and what a right one looks like.
 */
export const decodeSecret = (secret: string): Buffer => {
  if (secret.startsWith('v1,')) refuse('starts with "v1,", which is a signature prefix');
  if (!secret.startsWith(PREFIX)) refuse(`does not start with "${PREFIX}"`);
  const encoded = secret.slice(PREFIX.length);
  if (!BASE64.test(encoded)) refuse('is not padded standard base64');
  const key = Buffer.from(encoded, 'base64');
  if (key.length < MIN_BYTES || key.length > MAX_BYTES) refuse(`has ${key.length} bytes`);
  return key;
};

const refuse = (problem: string): never => {
  throw new InvalidInputError(
    `secret ${problem}; specify "whsec_" followed by ${MIN_BYTES} to ${MAX_BYTES} random bytes in base64`,
  );
};
