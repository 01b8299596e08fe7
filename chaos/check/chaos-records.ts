import * as z from 'zod';
import type { LedgerJob } from '../../sandbox/glacier/ledger.ts';
import type { ReceivedRequest } from '../../sandbox/receiver/received-request.ts';
import type { ForgedNotice } from '../evidence.ts';
import type { NoticeCounts } from './count-notices.ts';

const text = z.string().optional();

const TransitionRow = z.object({ status: z.string(), at: z.string(), source: z.string() });

/** One transition of a row. */
export type TransitionRow = z.output<typeof TransitionRow>;

/** A row of the Jobs table, as far as it is checked. */
export const JobRow = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.string(),
  sequence: z.number(),
  transitions: z.array(TransitionRow).readonly(),
  action: text,
  tier: text,
  jobDescription: text,
});

/** The parsed form of {@link JobRow}. */
export type JobRow = z.output<typeof JobRow>;

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
export interface ChaosRecords {
  readonly endedAt: number;
  readonly expiringLeadMs: number;
  /** Glacier's own truth. */
  readonly ledger: readonly LedgerJob[];
  readonly notices: NoticeCounts;
  /** How often the simulator has answered each error code. */
  readonly glacierErrors: Readonly<Record<string, number>>;
  readonly forged: readonly ForgedNotice[];
  /** The ids of the records of CloudTrail that do not say which job was started. */
  readonly unreadable: readonly string[];
  readonly collected: ReadonlyMap<string, number>;
  readonly jobs: readonly JobRow[];
  /** The images of each job's row in the order of the stream, by job id. */
  readonly images: ReadonlyMap<string, readonly JobRow[]>;
  /** The bodies of each event on the events topic, by its id. */
  readonly published: ReadonlyMap<string, ReadonlySet<string>>;
  /** The body that each transition's event has when it is built again, by job id. */
  readonly rebuilt: ReadonlyMap<string, readonly string[]>;
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
