import * as z from 'zod';

/** How many messages of a queue can be received now, and when the next one turns visible. */
export interface QueueState {
  readonly name: string;
  readonly ready: number;
  readonly nextDueAt: number | undefined;
}

/** The summary that fauxqs gives of every queue. */
export const QueueSummaries = z.array(
  z.object({
    name: z.string(),
    approximateMessageCount: z.number(),
    approximateInflightCount: z.number(),
    approximateDelayedCount: z.number(),
  }),
);

/** One queue's messages as fauxqs shows them. */
export const QueueDetail = z.object({
  name: z.string(),
  messages: z.object({
    ready: z.array(z.unknown()),
    delayed: z.array(z.object({ delayUntil: z.number() })),
    inflight: z.array(z.object({ visibilityDeadline: z.number() })),
  }),
});

/** Returns what of a queue can be received at an instant; fauxqs itself finds out only on a receive. */
export const queueStateAt = (
  { name, messages }: z.output<typeof QueueDetail>,
  now: number,
): QueueState => {
  const dueTimes = [
    ...messages.delayed.map(({ delayUntil }) => delayUntil),
    ...messages.inflight.map(({ visibilityDeadline }) => visibilityDeadline),
  ];
  const later = dueTimes.filter((dueAt) => dueAt > now);
  return {
    name,
    ready: messages.ready.length + dueTimes.length - later.length,
    nextDueAt: later.length > 0 ? Math.min(...later) : undefined,
  };
};
