import type { Readable } from 'node:stream';
import { GlacierError } from './refusals.ts';

/** What an HTTP request is answered with. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  /** The code in Glacier's error envelope. */
  readonly errorCode?: string;
}

/** Answers with JSON, in which Glacier writes null for whatever is not there. */
export const answerJson = (body: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Answers with Glacier's error envelope. */
export const answerError = ({ status, code, message }: GlacierError): Answer => ({
  ...answerJson({ code, message, type: status < 500 ? 'Client' : 'Server' }, status),
  errorCode: code,
});

/** Turns whatever a request handler threw into an answer. */
export const answerThrown = (thrown: unknown): Answer => {
  if (thrown instanceof GlacierError) return answerError(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return answerError(new GlacierError(500, 'ServiceUnavailableException', message));
};
