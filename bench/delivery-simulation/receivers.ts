import { failedPost, type WebhookAnswer } from '../../lambdas/core/delivery/answer.ts';
import type { WebhookPost } from '../../lambdas/core/delivery/ports.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One POST as a receiver got it. */
export interface Arrival {
  readonly endpointId: string;
  readonly eventId: string;
  readonly body: string;
  readonly atMs: number;
  readonly isAccepted: boolean;
}

/** How a receiver answers: after how long, and what; or never, within the sender's timeout. */
export interface Manner {
  readonly latencyMs: number;
  readonly answer: WebhookAnswer;
}

/** An answer with a status after a number of milliseconds. */
export const answerAfter = (
  latencyMs: number,
  statusCode: number,
  retryAfter?: string,
): Manner => ({
  latencyMs,
  answer: { kind: 'answered', statusCode, retryAfter, excerpt: '' },
});

/** No answer until the sender's time is up. */
export const hangFor = (timeoutMs: number): Manner => ({
  latencyMs: timeoutMs,
  answer: failedPost('timeout', 'no answer'),
});

/** Receivers, each behind a URL whose host is its endpoint's id, and all that reached them. */
export interface Receivers {
  readonly arrivals: Arrival[];
  readonly post: (request: WebhookPost) => Promise<WebhookAnswer>;
  /** How many POSTs to each endpoint were under way at the same time at most. */
  readonly mostOpen: ReadonlyMap<string, number>;
}

/** Creates receivers whose behavior is chosen for each POST. */
export const createReceivers = (
  time: VirtualTime,
  choose: (endpointId: string, eventId: string) => Manner,
): Receivers => {
  const arrivals: Arrival[] = [];
  const open = new Map<string, number>();
  const mostOpen = new Map<string, number>();
  const count = (endpointId: string, by: number) => {
    const sum = (open.get(endpointId) ?? 0) + by;
    open.set(endpointId, sum);
    mostOpen.set(endpointId, Math.max(mostOpen.get(endpointId) ?? 0, sum));
  };
  return {
    arrivals,
    mostOpen,
    post: async ({ url, headers, body, earlyTimeoutMs = Number.POSITIVE_INFINITY }) => {
      const endpointId = new URL(url).hostname;
      const eventId = headers['webhook-id'] ?? '';
      const { latencyMs, answer } = choose(endpointId, eventId);
      const isTooSlow = latencyMs > earlyTimeoutMs;
      const isAccepted =
        answer.kind === 'answered' && answer.statusCode >= 200 && answer.statusCode < 300;
      arrivals.push({ endpointId, eventId, body, atMs: time.nowMs(), isAccepted });
      count(endpointId, 1);
      await time.sleep(Math.min(latencyMs, earlyTimeoutMs));
      count(endpointId, -1);
      return isTooSlow ? failedPost('timeout', 'no answer') : answer;
    },
  };
};
