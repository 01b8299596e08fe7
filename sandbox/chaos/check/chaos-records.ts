import type { LedgerJob } from '../../glacier/ledger.ts';
import type { ReceivedRequest } from '../../receiver/received-request.ts';
import type { ForgedNotice } from '../chaos-evidence.ts';
import type { NoticeCounts } from './count-notices.ts';

/** A row of the Jobs table, as far as it is checked. */
export interface JobRow {
  readonly vaultArn: string;
  readonly jobId: string;
  readonly status: string;
  readonly sequence: number;
  readonly transitions: readonly TransitionRow[];
  readonly action?: string | undefined;
  readonly tier?: string | undefined;
  readonly jobDescription?: string | undefined;
}

/** One transition of a row. */
export interface TransitionRow {
  readonly status: string;
  readonly at: string;
  readonly source: string;
}

/** A row of the Deliveries table, as far as it is checked. */
export interface DeliveryRow {
  readonly eventId: string;
  readonly endpointId: string;
  readonly state: string;
  readonly nextAttemptAt?: string | undefined;
  readonly dueShard?: string | undefined;
}

/** A row of the Endpoints table, as far as it is checked. */
export interface EndpointRow {
  readonly endpointId: string;
  readonly state: string;
  readonly failingSince?: string | undefined;
  readonly probeAt?: string | undefined;
  readonly doubtedAt?: string | undefined;
  readonly drainFrom?: string | undefined;
  readonly untoldDisabledAt?: string | undefined;
}

/** A queue with what is left in it. */
export interface QueueRest {
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
  readonly deliveries: readonly DeliveryRow[];
  readonly endpoints: readonly EndpointRow[];
  readonly queues: readonly QueueRest[];
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
