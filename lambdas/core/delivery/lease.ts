import type { Delivery } from './delivery.ts';
import type { DeliveryMessage } from './message.ts';

const SHARD_COUNT = 8;

/** For so long a delivery that was sent to the queue is not sent there again. */
export const LEASE_MS = 30 * 60_000;

/**
 * The partitions of the index `due`.
 *
 * One alone would take about 1,000 writes a second, and parking a popular endpoint's events takes more.
 */
export const DUE_SHARDS: readonly string[] = Array.from({ length: SHARD_COUNT }, (_, n) => `${n}`);

/** The partition of the index `due` in which a delivery waits. */
export const dueShardOf = (eventId: string): string => {
  const sum = Array.from(eventId).reduce(
    (total, letter) => total + (letter.codePointAt(0) ?? 0),
    0,
  );
  return `${sum % SHARD_COUNT}`;
};

/** The row under a new lease: only a message that knows the lease may attempt it, until it runs out. */
export const underLease = (row: Delivery, nowMs: number): Delivery => ({
  ...row,
  dueShard: dueShardOf(row.eventId),
  updatedAt: new Date(nowMs).toISOString(),
  nextAttemptAt: new Date(nowMs + LEASE_MS).toISOString(),
});

/** Says whether a waiting row is under a lease, so that its message is on the way. */
export const isLeased = ({ updatedAt = '', nextAttemptAt = '' }: LeaseTimes): boolean =>
  Date.parse(nextAttemptAt) - Date.parse(updatedAt) === LEASE_MS;

type LeaseTimes = Pick<Delivery, 'updatedAt' | 'nextAttemptAt'>;

/** The row of an ended delivery after its announcement: no longer due. */
export const withoutDue = ({ dueShard: _shard, nextAttemptAt: _at, ...row }: Delivery): Delivery =>
  row;

/** The message for a row under a lease; `undefined` when the row has lost its body. */
export const leasedMessage = (row: Delivery): DeliveryMessage | undefined => {
  const { eventId, endpointId, eventType, body, nextAttemptAt: lease, replay } = row;
  if (body === undefined || lease === undefined) return undefined;
  const message = { eventId, endpointId, eventType, body, lease };
  return replay === undefined ? message : { ...message, replay };
};
