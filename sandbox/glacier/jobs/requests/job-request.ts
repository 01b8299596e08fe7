import type { Archive } from '../archive.ts';
import type { ByteRange } from '../byte-range.ts';
import type { Tier } from '../job-duration.ts';

/** What every kind of job can be asked with. */
export interface CommonRequest {
  readonly description: string | null;
  readonly snsTopic: string | null;
}

/** Asks for the bytes of an archive. */
export interface ArchiveRequest extends CommonRequest {
  readonly action: 'ArchiveRetrieval';
  readonly tier: Tier;
  readonly archive: Archive;
  readonly byteRange: ByteRange;
}

/** Asks for the list of archives as it is at the initiation. */
export interface InventoryRequest extends CommonRequest {
  readonly action: 'InventoryRetrieval';
  /** An inventory has none; real notices say null. */
  readonly tier: null;
  readonly format: 'CSV' | 'JSON';
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly limit: string | null;
  readonly marker: string | null;
  readonly archives: readonly Archive[];
}

/** Asks for the rows of an archive that match a query. */
export interface SelectRequest extends CommonRequest {
  readonly action: 'Select';
  readonly tier: Tier;
  readonly archive: Archive;
  readonly selectParameters: unknown;
  readonly outputLocation: unknown;
  readonly outputPrefix: string;
}

/** A request for a job that Glacier has accepted. */
export type JobRequest = ArchiveRequest | InventoryRequest | SelectRequest;
