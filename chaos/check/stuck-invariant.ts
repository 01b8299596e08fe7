import { CHAOS_ENDPOINTS } from '../endpoints.ts';
import type { ChaosRecords, Invariant } from './chaos-records.ts';
import { isFailureQueue } from './failure-queues.ts';

/** Nothing still waits at the end of a run. */
export const nothingStuck: Invariant = {
  name: 'Nothing is stuck once the faults have stopped',
  check: (records) => [
    ...stuckMessages(records),
    ...stuckDeliveries(records),
    ...stuckEndpoints(records),
  ],
};

const stuckMessages = ({ queues }: ChaosRecords) =>
  queues.flatMap(({ name, bodies, waiting }) => {
    const left = waiting + (isFailureQueue(name) ? 0 : bodies.length);
    return left === 0 ? [] : [{ text: `${left} messages are left in ${name}` }];
  });

const endpointOf = (records: ChaosRecords, endpointId: string) =>
  CHAOS_ENDPOINTS.find(({ path }) => records.endpointIds.get(path) === endpointId);

/** The final state of a delivery that is not delivered, by the mode of its endpoint. */
const GIVEN_UP: Readonly<Record<string, string>> = { gone: 'dropped', stubborn: 'exhausted' };

const stuckDeliveries = (records: ChaosRecords) =>
  records.deliveries.flatMap(({ eventId, endpointId, state, nextAttemptAt, dueShard }) => {
    const { path, mode = '' } = endpointOf(records, endpointId) ?? {};
    const isOver = state === 'delivered' || state === GIVEN_UP[mode];
    const isLeased = nextAttemptAt !== undefined || dueShard !== undefined;
    return isOver && !isLeased
      ? []
      : [{ text: `the delivery of ${eventId} to ${path} is ${state} until ${nextAttemptAt}` }];
  });

const stuckEndpoints = (records: ChaosRecords) =>
  records.endpoints.flatMap(({ endpointId, state, ...traces }) => {
    const { path, mode } = endpointOf(records, endpointId) ?? {};
    const wanted = mode === 'gone' ? 'disabled' : 'enabled';
    // A stubborn receiver may have had nothing to take since it last refused something.
    const isExcused = mode === 'stubborn';
    const left = Object.entries(traces).filter(([, value]) => value !== undefined && !isExcused);
    return [
      ...(state === wanted ? [] : [{ text: `${path} is ${state}, not ${wanted}` }]),
      ...left.map(([name, value]) => ({ text: `${path} still has ${name} ${value}` })),
    ];
  });
