import type { Service } from '../deployment/service.ts';
import type { SelectionRequest } from '../jobs/selection/read-selection.ts';
import type { FetchPorts } from './fetch-ports.ts';
import type { FetchReport } from './report/fetch-report.ts';
import type { Sink } from './sinks/sink.ts';

/** The options of `fetch`. */
export interface FetchRequest extends SelectionRequest {
  /** A folder, or `s3://bucket/prefix`. */
  readonly to: string;
  readonly name?: string | undefined;
  /** For S3 only. */
  readonly progressFile?: string | undefined;
  readonly requests?: number | undefined;
  readonly acceptUnverified?: boolean | undefined;
  readonly collect: boolean;
  readonly abort?: boolean | undefined;
  readonly wait?: boolean | undefined;
  readonly restartExpired?: boolean | undefined;
  readonly yes?: boolean | undefined;
}

/** A fetch, and what it works with. */
export interface Fetch {
  readonly request: FetchRequest;
  readonly service: Service;
  readonly ports: FetchPorts;
  readonly sink: Sink;
  readonly report: FetchReport;
}

/** Whether the output of a job that is started again takes the place of the expired one. */
export const isReplaced = ({ request }: Pick<Fetch, 'request'>): boolean =>
  request.restartExpired === true && request.wait === true;
