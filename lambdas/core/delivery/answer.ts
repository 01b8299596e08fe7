import { clipText } from '../evidence/clip-text.ts';

/** Why a POST brought no answer. */
export const POST_FAILURES = [
  'refused-url',
  'refused-address',
  'refused-headers',
  'unsigned',
  'unresolved',
  'unreachable',
  'tls',
  'reset',
  'malformed',
  'timeout',
] as const;

/** One of {@link POST_FAILURES}. */
export type PostFailure = (typeof POST_FAILURES)[number];

/**
 * The result of one POST: a status line, or none.
 *
 * The status line is the whole answer: a body that is cut short, too long or too slow changes nothing,
 * because the receiver had already said what it thinks.
 */
export type WebhookAnswer = {
  /** The time that an earlier try over a dead connection took; this answer is to the second. */
  readonly lostMs?: number;
} & (
  | {
      readonly kind: 'answered';
      readonly statusCode: number;
      readonly retryAfter?: string | undefined;
      /** The start of the body, at most 1 kB of text. */
      readonly excerpt: string;
    }
  | {
      readonly kind: 'failed';
      readonly failure: PostFailure;
      readonly message: string;
      /** The sender itself is in trouble: it says nothing about the receiver. */
      readonly isSenderFault?: true;
    }
);

/** A POST that brought no answer. A receiver's certificate can make the message very long: it is clipped. */
export const failedPost = (failure: PostFailure, message: string): WebhookAnswer => ({
  kind: 'failed',
  failure,
  message: clipText(message),
});

/** A POST that failed by no fault of the receiver. */
export const senderFault = (failure: PostFailure, message: string): WebhookAnswer => ({
  kind: 'failed',
  failure,
  message,
  isSenderFault: true,
});
