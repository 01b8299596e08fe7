import { DUE_SHARDS } from '../core/delivery/lease.ts';
import type { RedeliverDeps } from './deps.ts';

const EVERY_MINUTES = 15;

/**
 * Measures, every 15 minutes, how many deliveries wait in the Deliveries table; reports no zero.
 *
 * One request per shard; a count above about 8,000 deliveries in one shard is a lower bound.
 */
export const measureWaiting = async ({ index, metrics, nowMs }: RedeliverDeps): Promise<void> => {
  if (Math.floor(nowMs() / 60_000) % EVERY_MINUTES !== 0) return;
  const counts = await Promise.all(DUE_SHARDS.map((shard) => index.countWaiting(shard)));
  const waiting = counts.reduce((sum, count) => sum + count, 0);
  if (waiting > 0) metrics.count('DeliveryWaiting', waiting);
};
