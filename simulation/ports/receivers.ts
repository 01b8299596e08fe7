import { failedPost, type WebhookAnswer } from '../../lambdas/core/delivery/answer.ts';
import type { WebhookPost } from '../../lambdas/core/delivery/ports.ts';
import type { Call } from '../engine/network.ts';
import type { World } from '../world.ts';

/** One POST as a receiver got it. */
export interface Arrival {
  readonly endpointId: string;
  readonly eventId: string;
  readonly body: string;
  readonly isAccepted: boolean;
}

/** Receivers, each behind a URL whose host is its endpoint's id. */
export interface Receivers {
  readonly post: (request: WebhookPost, call: Call, timeoutMs: number) => Promise<WebhookAnswer>;
}

type Manner = 'healthy' | 'failing' | 'overloaded' | 'hanging';

/** What receivers do when they are not healthy, and for how long. */
const TROUBLES: readonly Manner[] = ['failing', 'overloaded', 'hanging'];
const HEALTHY_MS = 6 * 3_600_000;
const TROUBLE_MS = 2 * 3_600_000;

interface Mood {
  readonly manner: Manner;
  readonly untilMs: number;
}

/** Creates receivers that are healthy for hours, and then in trouble for a while. */
export const createReceivers = (
  { time, random, faults }: World,
  onArrival: (arrival: Arrival) => void,
): Receivers => {
  const moods = new Map<string, Mood>();
  const chooseMood = (): Mood => {
    const isTroubled = faults.happens('receiver in trouble', 0.5);
    const manner = (isTroubled && TROUBLES[Math.floor(random() * TROUBLES.length)]) || 'healthy';
    const spanMs = manner === 'healthy' ? HEALTHY_MS : TROUBLE_MS;
    return { manner, untilMs: time.nowMs() + random() * spanMs };
  };
  const mannerOf = (endpointId: string): Manner => {
    const known = moods.get(endpointId);
    const mood = known && time.nowMs() < known.untilMs ? known : chooseMood();
    moods.set(endpointId, mood);
    return mood.manner;
  };
  return {
    post: async ({ url, headers, body, earlyTimeoutMs }, call, timeoutMs) => {
      const endpointId = new URL(url).hostname;
      const isUpset = faults.happens('answer failed', 0.02);
      const manner = isUpset ? 'failing' : mannerOf(endpointId);
      const isAccepted = manner === 'healthy';
      const eventId = headers['webhook-id'] ?? '';
      const arrive = () => onArrival({ endpointId, eventId, body, isAccepted });
      try {
        await call('webhook post', arrive);
      } catch {
        return failedPost('reset', 'the connection was reset');
      }
      const limitMs = Math.min(earlyTimeoutMs ?? timeoutMs, timeoutMs);
      const latencyMs = manner === 'hanging' ? timeoutMs : random() * 300;
      await time.sleep(Math.min(latencyMs, limitMs));
      return latencyMs >= limitMs ? failedPost('timeout', 'no answer') : ANSWERS[manner];
    },
  };
};

const answer = (statusCode: number, retryAfter?: string): WebhookAnswer => ({
  kind: 'answered',
  statusCode,
  retryAfter,
  excerpt: '',
});

const ANSWERS: Readonly<Record<Manner, WebhookAnswer>> = {
  healthy: answer(204),
  failing: answer(500),
  overloaded: answer(429, '120'),
  hanging: answer(504),
};
