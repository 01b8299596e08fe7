import type { OperatorEvent } from '../../lambdas/core/delivery/operator-event.ts';
import { EndpointState } from '../../lambdas/core/endpoint/state.ts';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../lambdas/core/function/settings.ts';
import type { RedeliverDeps } from '../../lambdas/redeliver/deps.ts';
import { createRedeliver } from '../../lambdas/redeliver/handler.ts';
import { silentTelemetry } from '../silent-telemetry.ts';
import {
  type Backend,
  createRequest,
  requestIndex,
  requestQueue,
  requestStore,
} from './backend.ts';
import { createQueue } from './queue.ts';
import { createSenderDeps, type SenderOptions } from './sender-ports.ts';
import { changeEndpoint, createTables } from './tables.ts';
import type { VirtualTime } from './virtual-time.ts';

const MINUTE_MS = 60_000;

/** What a simulated service is made of, and how it behaves unless by its defaults. */
export type ServiceOptions = Pick<SenderOptions, 'random' | 'receivers'> &
  Partial<SenderOptions> & {
    readonly time: VirtualTime;
    /** How long one way of a request to a table or queue takes. */
    readonly requestMs?: () => number;
  };

/** How long a receiver may take to answer, by default. */
export const TIMEOUT_MS = 20_000;

/** A copy of a function; `isAlive` is set to false to kill it. */
export interface Mortal {
  isAlive: boolean;
}

/** Creates the real sender and redeliver on tables and a queue in memory. */
export const createService = ({
  time,
  requestMs = () => 1 + 4 * given.random(),
  ...given
}: ServiceOptions) => {
  const options = {
    scheduleSeconds: DEFAULT_RETRY_SCHEDULE_SECONDS,
    timeoutMs: TIMEOUT_MS,
    disableAfterMs: 5 * 24 * 60 * MINUTE_MS,
    ...given,
  };
  const tables = createTables();
  const queue = createQueue(time, { visibilityMs: 240_000, maxReceives: 30 });
  const backend: Backend = { tables, queue, time, requestMs };
  const published: OperatorEvent[] = [];
  const redeliverDeps = (run: Mortal) => createDeps(backend, { published, run, ...options });
  return {
    tables,
    queue,
    published,
    addEndpoint: (endpointId: string, state: Partial<EndpointState> = {}) =>
      tables.endpoints.set(
        endpointId,
        EndpointState.parse({ endpointId, state: 'enabled', ...state }),
      ),
    /** Wakes `redeliver` every minute from now on; a run may still be under way when the next begins. */
    startSchedule: async (onRun: (run: Mortal) => void = () => undefined) => {
      for (;;) {
        await time.sleep(MINUTE_MS - (time.nowMs() % MINUTE_MS));
        const run = { isAlive: true };
        onRun(run);
        void createRedeliver(redeliverDeps(run))(() => false);
      }
    },
    /** What one warm copy of the sender works with; `isAlive` turns false when it is killed. */
    senderDeps: (isAlive: () => boolean) => createSenderDeps(backend, options, isAlive),
  };
};

interface RunOptions extends Pick<SenderOptions, 'scheduleSeconds'> {
  readonly published: OperatorEvent[];
  readonly run: Mortal;
}

const createDeps = (
  backend: Backend,
  { published, run, scheduleSeconds }: RunOptions,
): RedeliverDeps => {
  const { tables, time } = backend;
  const { request } = createRequest(backend, () => run.isAlive);
  return {
    deliveries: requestStore(backend, request),
    onUnreadable: () => undefined,
    index: requestIndex(backend, request),
    endpoints: {
      list: () => request(() => [...tables.endpoints.values()].filter(isTroubled)),
      change: (id, change) => request(() => changeEndpoint(tables, id, change)),
    },
    queue: requestQueue(backend, request),
    topic: { publish: (event) => request(() => void published.push(event)) },
    scheduleSeconds,
    nowMs: time.nowMs,
    ...silentTelemetry,
  };
};

const isTroubled = (row: EndpointState): boolean =>
  [row.failingSince, row.probeAt, row.drainSince, row.disableNoticePendingSince].some(Boolean);
