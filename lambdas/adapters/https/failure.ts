import type { PostFailure, WebhookAnswer } from '../../core/delivery/answer.ts';
import { failedPost, senderFault } from '../../core/delivery/answer.ts';
import { ConnectTimeoutError, TlsError } from './dial-errors.ts';

const FAILURES: Readonly<Record<string, PostFailure>> = {
  ABORT_ERR: 'timeout',
  EAI_AGAIN: 'unresolved',
  ECONNRESET: 'reset',
  ENOTFOUND: 'unresolved',
  EPIPE: 'reset',
  ERR_INVALID_CHAR: 'refused-headers',
  ERR_INVALID_HTTP_TOKEN: 'refused-headers',
  ERR_IP_BLOCKED: 'refused-address',
  ETIMEDOUT: 'timeout',
};

/** The resolver, descriptors, ports or buffers of the sender itself fail. */
const SENDER_FAULTS = ['EAI_AGAIN', 'EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS'];

/** The code that Node gives a system or protocol error, or nothing. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Names the reason why a request brought no status line. */
export const toFailedPost = (error: unknown): WebhookAnswer => {
  // A name with several addresses fails with one error for each; a refusal counts only if it is all,
  // and so does trouble of the sender's own.
  if (error instanceof AggregateError && error.errors.length > 0) {
    const failures = error.errors.map(toFailedPost);
    const dialled = failures.filter((answer) => !isRefused(answer));
    return dialled.find(isReceivers) ?? dialled[0] ?? failures[0] ?? unreachable(error);
  }
  if (error instanceof TlsError) return failedPost('tls', error.message);
  if (error instanceof ConnectTimeoutError) return failedPost('timeout', error.message);
  const code = errorCode(error);
  if (code.startsWith('HPE_')) return failedPost('malformed', messageOf(error));
  const failed = SENDER_FAULTS.includes(code) ? senderFault : failedPost;
  return failed(FAILURES[code] ?? 'unreachable', messageOf(error));
};

const isReceivers = (answer: WebhookAnswer): boolean =>
  answer.kind === 'failed' && answer.isSenderFault !== true;

const isRefused = (answer: WebhookAnswer): boolean =>
  answer.kind === 'failed' && answer.failure === 'refused-address';

const unreachable = (error: unknown): WebhookAnswer => failedPost('unreachable', messageOf(error));

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
