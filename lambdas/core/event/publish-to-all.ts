import { InterruptedReplayError } from './interrupted-replay.ts';
import type { EventsTopic, RefusedEntry } from './topic.ts';

/**
 * Combines topics into one that publishes to each in turn, and answers once for each event that any of
 * them refused.
 *
 * An event is at fault itself only if no topic would take it from a retry.
 * @throws InterruptedReplayError when a topic cannot be reached after others have published.
 */
export const publishToAll = (...topics: readonly EventsTopic[]): EventsTopic => ({
  publish: async (events) => {
    const refused: RefusedEntry[] = [];
    let sent = 0;
    for (const topic of topics) {
      const answer = await topic.publish(events).catch((cause: unknown) => {
        throw sent === 0 ? cause : new InterruptedReplayError(sent, { cause });
      });
      sent += events.length - answer.length;
      refused.push(...answer);
    }
    return [...Map.groupBy(refused, ({ index }) => index)].map(([index, refusals]) => ({
      index,
      reason: refusals.map(({ reason }) => reason).join('; '),
      isEntryFault: refusals.every(({ isEntryFault }) => isEntryFault),
    }));
  },
});
