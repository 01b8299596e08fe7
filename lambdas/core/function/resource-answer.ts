import type { ResourceRequest } from './resource-request.ts';
import type { Log } from './telemetry.ts';

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

/** What the functions of custom resources have in common. */
export interface ResourceDeps {
  /** Gives CloudFormation an answer at the address that it named. */
  readonly answer: (url: string, answer: ResourceAnswer) => Promise<void>;
  /** Waits in real time. */
  readonly wait: (ms: number) => Promise<unknown>;
  readonly log: Log;
}

/** Waits for the work of a request and logs its outcome; an error becomes a failure with its message. */
export const settleRequest = async (
  { RequestType, RequestId }: ResourceRequest,
  work: () => Promise<ResourceOutcome>,
  log: Log,
): Promise<ResourceOutcome> => {
  try {
    const outcome = await work();
    log.info('request.settled', { RequestType, RequestId, outcome });
    return outcome;
  } catch (error) {
    log.error('request.failed', error, { RequestType, RequestId });
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
};

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
