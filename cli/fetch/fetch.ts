import type { Service } from '../deployment/service.ts';
import type { FetchPorts } from './fetch-ports.ts';
import type { FetchReport } from './report/fetch-report.ts';
import type { Sink } from './sinks/sink.ts';

/** The options of `fetch`. */
export interface FetchRequest {
  readonly vault: string;
  readonly jobs: readonly string[];
  readonly to: string;
  readonly name?: string | undefined;
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
