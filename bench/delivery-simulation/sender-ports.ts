import type { EndpointStates } from '../../lambdas/core/endpoint/ports.ts';
import type { EndpointState } from '../../lambdas/core/endpoint/state.ts';
import type { SenderDeps } from '../../lambdas/sender/deps.ts';
import { silentTelemetry } from '../silent-telemetry.ts';
import { type Backend, createRequest, type Request, requestStore } from './backend.ts';
import type { Receivers } from './receivers.ts';
import { changeEndpoint } from './tables.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const RECENT_MS = 5000;

/** The sender's settings, and its endpoints. */
export interface SenderOptions
  extends Pick<SenderDeps, 'random' | 'scheduleSeconds' | 'timeoutMs' | 'disableAfterMs'> {
  readonly receivers: Receivers;
}

/** What one warm copy of the sender works with; `isAlive` turns false when it is killed. */
export const createSenderDeps = (
  backend: Backend,
  { receivers, ...options }: SenderOptions,
  isAlive: () => boolean,
): SenderDeps => {
  const { request, survive } = createRequest(backend, isAlive);
  return {
    ...options,
    endpoints: createStates(backend, request),
    secrets: { get: (endpointId) => Promise.resolve(secretsOf(endpointId)) },
    deliveries: requestStore(backend, request),
    poster: {
      post: async (post) => {
        await survive();
        const answer = await receivers.post(post);
        await survive();
        return answer;
      },
    },
    queue: { delay: (handle, seconds) => request(() => backend.queue.delay(handle, seconds)) },
    nowMs: backend.time.nowMs,
    remainingMs: () => Number.POSITIVE_INFINITY,
    ...silentTelemetry,
  };
};

const createStates = ({ tables, time }: Backend, request: Request): EndpointStates => {
  const kept = new Map<string, { row: EndpointState | undefined; untilMs: number }>();
  const keep = (id: string, row: EndpointState | undefined) => {
    kept.set(id, { row, untilMs: row ? time.nowMs() + RECENT_MS : 0 });
    return row;
  };
  const current = async (id: string) => keep(id, await request(() => tables.endpoints.get(id)));
  return {
    current,
    recent: (id) => {
      const hit = kept.get(id);
      return hit && time.nowMs() < hit.untilMs ? Promise.resolve(hit.row) : current(id);
    },
    change: async (id, change) => keep(id, await request(() => changeEndpoint(tables, id, change))),
  };
};

const secretsOf = (endpointId: string) => ({
  endpointId,
  url: `https://${endpointId}/`,
  headers: {},
  secrets: [{ secret: SECRET, createdAt: '2026-01-01T00:00:00.000Z' }],
});
