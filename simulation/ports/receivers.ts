import { failedPost, type WebhookAnswer } from '../../lambdas/core/delivery/answer.ts';
import type { WebhookPost } from '../../lambdas/core/delivery/ports.ts';
import type { Call } from '../engine/network.ts';
import type { VirtualTime } from '../engine/virtual-time.ts';

/** One POST as a receiver got it. */
export interface Arrival {
  readonly endpointId: string;
  readonly eventId: string;
  readonly body: string;
  readonly isAccepted: boolean;
  /** How many POSTs to the endpoint are under way, with this one. */
  readonly open: number;
}

/** How a receiver answers a POST: after how long, and what. */
export interface Manner {
  readonly latencyMs: number;
  readonly answer: WebhookAnswer;
}

/** Chooses how an endpoint answers the POST of an event. */
export type ChooseManner = (endpointId: string, eventId: string) => Manner;

/** Answers with a status after some time. */
export const answerAfter = (
  latencyMs: number,
  statusCode: number,
  retryAfter?: string,
): Manner => ({ latencyMs, answer: { kind: 'answered', statusCode, retryAfter, excerpt: '' } });

const TIMEOUT = failedPost('timeout', 'no answer');

/** Never answers. */
export const HANGS: Manner = { latencyMs: Number.POSITIVE_INFINITY, answer: TIMEOUT };

/** Receivers, each behind a URL whose host is its endpoint's id. */
export interface Receivers {
  readonly post: (request: WebhookPost, call: Call, timeoutMs: number) => Promise<WebhookAnswer>;
}

/** Creates receivers that answer as is chosen for each POST. */
export const createReceivers = (
  time: VirtualTime,
  choose: ChooseManner,
  onArrival: (arrival: Arrival) => void,
): Receivers => {
  /** When the POSTs to each endpoint end. */
  const ends = new Map<string, readonly number[]>();
  const openUntil = (endpointId: string, end: number): number => {
    const open = (ends.get(endpointId) ?? []).filter((one) => one > time.nowMs());
    ends.set(endpointId, [...open, end]);
    return open.length + 1;
  };
  return {
    post: async ({ url, headers, body, earlyTimeoutMs }, call, timeoutMs) => {
      const endpointId = new URL(url).hostname;
      const eventId = headers['webhook-id'] ?? '';
      const limitMs = Math.min(earlyTimeoutMs ?? timeoutMs, timeoutMs);
      const arrive = (): Manner => {
        const { latencyMs, answer } = choose(endpointId, eventId);
        const given =
          latencyMs < limitMs ? { latencyMs, answer } : { ...HANGS, latencyMs: limitMs };
        const open = openUntil(endpointId, time.nowMs() + given.latencyMs);
        onArrival({ endpointId, eventId, body, isAccepted: isAccepted(answer), open });
        return given;
      };
      try {
        const { latencyMs, answer } = await call('webhook post', arrive);
        await time.sleep(latencyMs);
        return answer;
      } catch {
        return failedPost('reset', 'the connection was reset');
      }
    },
  };
};

const isAccepted = (answer: WebhookAnswer): boolean =>
  answer.kind === 'answered' && answer.statusCode >= 200 && answer.statusCode < 300;
