import type { VirtualClock } from '../time/virtual-clock.ts';
import type { SimulatorFaults } from './api/answer-control.ts';
import type { JobControl } from './api/job-control.ts';
import type { Archive, ArchiveTraits } from './jobs/archive.ts';
import type { Ledger } from './ledger.ts';
import type { Notices, Publish } from './notices.ts';

/** How a simulator is started. */
export interface GlacierOptions {
  readonly clock: VirtualClock;
  readonly publish: Publish;
  readonly region: string;
  readonly accountId: string;
  /**
   * Decides job ids, durations and which calls and notices a probability hits.
   *
   * @default 1
   */
  readonly seed?: number;
  /** @default - a free one */
  readonly port?: number;
  /**
   * How long a completed job is known beyond its 24 hours.
   *
   * @default 0
   */
  readonly extraRetentionMs?: number;
}

/** A running simulator of one account in one region. */
export interface GlacierSimulator
  extends Pick<Notices, 'settle' | 'nextDueAt'>,
    Pick<JobControl, 'fixJob'> {
  readonly url: string;
  readonly faults: SimulatorFaults;
  readonly ledger: Ledger;
  createVault(name: string): void;
  /** Puts an archive with a size or a description of its own into a vault. */
  addArchive(vaultName: string, traits: ArchiveTraits): Archive;
  stop(): Promise<void>;
}
