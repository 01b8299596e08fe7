import * as z from 'zod/mini';
import type { PollLeftover } from '../core/ports.ts';

const PollMessage = z.object({
  tick: z.string(),
  window: z.object({
    statusKey: z.string(),
    after: z.optional(z.string()),
    upTo: z.string(),
    offsetMinutes: z.number(),
  }),
  startKey: z.optional(z.record(z.string(), z.string())),
  hops: z.number(),
});

/** Reads a message of PollQueue. */
export const readPollMessage = (body: string): PollLeftover => PollMessage.parse(JSON.parse(body));
