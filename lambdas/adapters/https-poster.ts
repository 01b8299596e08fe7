import type { WebhookPost, WebhookPoster } from '../core/delivery-ports.ts';
import { readEndpointUrl } from '../core/endpoint-url.ts';
import { failedPost, type WebhookAnswer } from '../core/webhook-answer.ts';
import type { DialOptions } from './dial.ts';
import { createGuardedAgents, type GuardedAgents } from './https-agents.ts';
import { exchange, StaleConnectionError } from './https-exchange.ts';
import { toFailedPost } from './https-failure.ts';

const CONNECT_TIMEOUT_MS = 5000;

/** How webhooks are sent. */
export interface PosterOptions extends Omit<DialOptions, 'connectTimeoutMs'> {
  /** The time for everything up to the status line. */
  readonly timeoutMs: number;
  /** Also send to `http:` URLs. */
  readonly allowHttp: boolean;
}

/**
 * Creates the sender of webhooks over HTTPS.
 *
 * It reuses connections; where such a connection was reset, as happens when a function was frozen,
 * it sends once more at once over a new one.
 */
export const createHttpsPoster = (options: PosterOptions): WebhookPoster => {
  const dial = {
    ...options,
    connectTimeoutMs: Math.min(CONNECT_TIMEOUT_MS, options.timeoutMs),
  };
  const reusing = createGuardedAgents(dial, true);
  const fresh = createGuardedAgents(dial, false);
  const rules = { ...options, isRefusedAddress: options.policy.isRefused };
  return {
    post: async (request) => {
      const reading = readEndpointUrl(request.url, rules);
      if (reading.kind === 'refused') return failedPost('refused-url', reading.reason);
      const { patienceMs = options.timeoutMs } = request;
      const endMs = performance.now() + Math.min(patienceMs, options.timeoutMs);
      const send = (agents: GuardedAgents) =>
        postWith(agents, request, reading.url, Math.max(1, endMs - performance.now()));
      try {
        return await send(reusing).catch((error: unknown) => {
          if (error instanceof StaleConnectionError) return send(fresh);
          throw error;
        });
      } catch (error) {
        return toFailedPost(error);
      }
    },
  };
};

const postWith = (
  agents: GuardedAgents,
  { headers, body }: WebhookPost,
  url: URL,
  timeoutMs: number,
): Promise<WebhookAnswer> => {
  const agent = url.protocol === 'https:' ? agents.https : agents.http;
  return exchange({ url, headers, body, agent, timeoutMs });
};
