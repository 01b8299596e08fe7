import type { ResourceRequest } from './resource-request.ts';

/** How a request ended. */
export type ResourceOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

/** An answer as CloudFormation reads it. */
export interface ResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
}

/** CloudFormation takes 4096 bytes for the whole answer; an ASCII character may become two of them. */
const MAX_REASON = 1800;

const toShortText = (reason: string): string =>
  reason.replaceAll(/[^ -~]+/g, ' ').slice(0, MAX_REASON);

/**
 * Writes the answer to a request.
 *
 * The physical id never changes, so that CloudFormation never takes an update for a replacement.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export const answerRequest = (
  { PhysicalResourceId, StackId, RequestId, LogicalResourceId }: ResourceRequest,
  outcome: ResourceOutcome,
): ResourceAnswer => ({
  Status: outcome.kind === 'done' ? 'SUCCESS' : 'FAILED',
  Reason: outcome.kind === 'done' ? 'Up to date.' : toShortText(outcome.reason),
  PhysicalResourceId: PhysicalResourceId ?? LogicalResourceId,
  StackId,
  RequestId,
  LogicalResourceId,
});
