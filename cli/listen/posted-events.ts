import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import { parseJson } from '../../lambdas/core/json.ts';
import type { WebhookEvent } from '../../operations/events/samples.ts';

/** How many events can be resent. */
export const KEPT_EVENTS = 500;

const Posted = z.object({ id: z.string(), type: z.string(), body: z.string() });

/** Finds an event that was posted on this machine. */
export const findPosted = (path: string, id: string): WebhookEvent | undefined =>
  readLines(path)
    .map((line) => Posted.safeParse(parseJson(line)).data)
    .findLast((event) => event?.id === id);

/** Keeps an event, for its user alone, so that it can be resent; without disk space it cannot. */
export const keepPosted = (path: string, { id, type, body }: WebhookEvent): void => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const lines = readLines(path);
    if (lines.length > 2 * KEPT_EVENTS) writeFileSync(path, lines.slice(-KEPT_EVENTS).join(''));
    appendFileSync(path, `${JSON.stringify({ id, type, body })}\n`, { mode: 0o600 });
  } catch {
    // A full disk is no reason not to post.
  }
};

const readLines = (path: string): readonly string[] =>
  existsSync(path) ? readFileSync(path, 'utf8').split(/(?<=\n)/) : [];
