import * as z from 'zod/mini';
import type { Remainder } from '../core/polling/ports.ts';

const text = z.optional(z.string());
const window = z.object({
  statusKey: z.string(),
  after: text,
  upTo: z.string(),
  ageMinutes: z.number(),
});
const vault = z.object({
  vaultArn: z.string(),
  marker: text,
  mostPages: z.optional(z.number()),
  afterJobId: text,
  isListed: z.optional(z.boolean()),
});

const PollMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('poll'),
    windows: z.array(window),
    startKey: z.optional(z.record(z.string(), z.string())),
    vaults: z.optional(z.array(vault)),
    hops: z.number(),
  }),
  z.object({
    kind: z.literal('sweep'),
    vaults: z.array(z.object({ vaultName: z.string(), marker: text })),
    hops: z.number(),
  }),
  z.object({ kind: z.literal('vault-list'), marker: text, hops: z.number() }),
]);

/**
 * Reads a message of PollQueue.
 *
 * @throws Error when it is none: only this service writes there, so that is a fault.
 */
export const readPollMessage = (body: string): Remainder => {
  try {
    return PollMessage.parse(JSON.parse(body));
  } catch (cause) {
    throw new Error('A message of the poll queue is not the remainder of a run', { cause });
  }
};
