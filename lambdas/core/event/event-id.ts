import { createHash } from 'node:crypto';

/** Returns the id of an event: the same for the same parts, on every redelivery and replay. */
export const eventIdOf = (parts: readonly (string | number)[]): string =>
  `evt_${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 27)}`;
