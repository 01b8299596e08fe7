import type { Subscriber } from '../programs/subscribers.ts';

/** Creates what finds the endpoints that want an event and must have got it. */
export const createOwed =
  (
    subscribers: readonly Subscriber[],
    isOwed: (endpointId: string, publishedMs: number) => boolean,
  ) =>
  (
    wants: (subscriber: Subscriber) => boolean | undefined,
    publishedMs: number,
  ): readonly string[] =>
    subscribers
      .filter((subscriber) => wants(subscriber) && isOwed(subscriber.endpointId, publishedMs))
      .map(({ endpointId }) => endpointId);
