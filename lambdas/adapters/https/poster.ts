import { failedPost, senderFault, type WebhookAnswer } from '../../core/delivery/answer.ts';
import type { WebhookPost, WebhookPoster } from '../../core/delivery/ports.ts';
import { effectivePort, readEndpointUrl } from '../../core/endpoint/url.ts';
import { createGuardedAgents, type GuardedAgents } from './agents.ts';
import type { DialOptions } from './dial.ts';
import { exchange, hostOf, StaleConnectionError } from './exchange.ts';
import { toFailedPost } from './failure.ts';
import { boundKeptSockets } from './kept-sockets.ts';

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
 * It reuses connections for a few seconds. Where such a connection was reset or does not answer, as happens
 * when a function was frozen, it resends at once over a new one, or leaves that to the caller.
 */
export const createHttpsPoster = (options: PosterOptions): WebhookPoster => {
  const dial = {
    ...options,
    connectTimeoutMs: Math.min(CONNECT_TIMEOUT_MS, options.timeoutMs),
  };
  const reusing = createGuardedAgents(dial, true);
  const fresh = createGuardedAgents(dial, false);
  const kept = boundKeptSockets([reusing.http, reusing.https]);
  const rules = { ...options, isRefusedAddress: options.policy.isRefused };
  const send = async (request: WebhookPost, url: URL): Promise<WebhookAnswer> => {
    const { earlyTimeoutMs = options.timeoutMs, availableMs = Number.POSITIVE_INFINITY } = request;
    const timeoutMs = Math.min(earlyTimeoutMs, options.timeoutMs);
    const startedMs = performance.now();
    kept.dropIdle();
    try {
      return await postWith(reusing, request, url, timeoutMs);
    } catch (error) {
      if (!(error instanceof StaleConnectionError)) throw error;
      kept.dropHost(hostOf(url), effectivePort(url));
      const lostMs = Math.round(performance.now() - startedMs);
      if (lostMs > availableMs - timeoutMs) return senderFault('timeout', error.message);
      return { ...(await postWith(fresh, request, url, timeoutMs)), lostMs };
    }
  };
  return {
    post: async (request) => {
      const reading = readEndpointUrl(request.url, rules);
      if (reading.kind === 'refused') return failedPost('refused-url', reading.reason);
      return await send(request, reading.url).catch(toFailedPost);
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
