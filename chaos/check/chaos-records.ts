import * as z from 'zod';
import type { Job } from '../../lambdas/core/job/job.ts';
import type { LedgerJob, LedgerNotice } from '../../sandbox/glacier/ledger.ts';
import type { ReceivedRequest } from '../../sandbox/receiver/received-request.ts';
import type { ChaosEvidence } from '../evidence.ts';

const text = z.string().optional();

/** A row of the Deliveries table, as far as it is checked. */
export const DeliveryRow = z.object({
  eventId: z.string(),
  endpointId: z.string(),
  state: z.string(),
  nextAttemptAt: text,
  dueShard: text,
});

/** A row of the Endpoints table, as far as it is checked. */
export const EndpointRow = z.object({
  endpointId: z.string(),
  state: z.string(),
  failingSince: text,
  probeAt: text,
  suspectSince: text,
  drainSince: text,
  disableNoticePendingSince: text,
});

/** A queue with what is left in it. */
export interface QueueRemainder {
  readonly name: string;
  readonly bodies: readonly string[];
  /** Messages that cannot be received yet. */
  readonly waiting: number;
}

/** Everything that a finished run is judged by; plain data, so that tests can falsify it. */
export interface ChaosRecords extends Readonly<ChaosEvidence> {
  /** Glacier's own truth. */
  readonly ledger: readonly LedgerJob[];
  readonly notices: readonly LedgerNotice[];
  readonly jobs: readonly Job[];
  readonly received: readonly ReceivedRequest[];
  /** The id of the endpoint at each path. */
  readonly endpointIds: ReadonlyMap<string, string>;
  readonly deliveries: readonly z.output<typeof DeliveryRow>[];
  readonly endpoints: readonly z.output<typeof EndpointRow>[];
  readonly queues: readonly QueueRemainder[];
}

/** Something that must not be. */
export interface Violation {
  readonly invariant: string;
  readonly text: string;
  readonly jobId?: string | undefined;
}

/** Looks for violations of one invariant. */
export interface Invariant {
  readonly name: string;
  check(records: ChaosRecords): readonly Omit<Violation, 'invariant'>[];
}
