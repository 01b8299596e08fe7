import type { IncomingHttpHeaders } from 'node:http';

/** A webhook request as the receiver saw it. */
export interface ReceivedRequest {
  /** The path, which names the endpoint. */
  readonly path: string;
  readonly webhookId: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Whether the official library accepted its signature and its age. */
  readonly verified: boolean;
  /** Why it did not. */
  readonly refusal?: string;
  /** The virtual time at which the request had arrived whole. */
  readonly at: number;
  /** Absent when the receiver was set to hang, or to break the connection. */
  readonly answeredStatus?: number;
}
