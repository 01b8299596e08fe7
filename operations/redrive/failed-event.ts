import * as z from 'zod/mini';
import { parseJson } from '../../lambdas/core/json.ts';

const text = z.string().check(z.minLength(1));

const FailedEvent = z.union([
  z.object({
    vaultArn: text,
    jobId: text,
    sequence: z.optional(z.number()),
    reason: z.string(),
  }),
  z.object({ group: text, openedAt: text, sequence: z.number(), reason: z.string() }),
]);

/** A message of FailedEventsQueue: where the event comes from, and why it failed. */
export type ReadFailedEvent = z.infer<typeof FailedEvent>;

/** Reads a message of FailedEventsQueue, unless it is none. */
export const readFailedEvent = (body: string): ReadFailedEvent | undefined =>
  FailedEvent.safeParse(parseJson(body)).data;
