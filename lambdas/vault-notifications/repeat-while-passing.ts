import { outcomeOf } from '../core/glacier-call-error.ts';
import type { VaultNotificationsDeps } from './deps.ts';

const WAIT_MS = 5000;
/** A minute in all: a role's new policy usually holds within seconds, and has been seen to take 30. */
const MOST_WAITS = 12;

/**
 * What DynamoDB and CloudFormation call a reason that may pass; Glacier's errors say it by themselves.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
 */
const PASSING = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
]);

/**
 * Repeats work that fails for a reason which may pass: a service is busy, or IAM does not know yet what
 * the deployment has just allowed.
 */
export const repeatWhilePassing = async <Result>(
  work: () => Promise<Result>,
  { wait, log }: Pick<VaultNotificationsDeps, 'wait' | 'log'>,
  signal: AbortSignal,
): Promise<Result> => {
  for (let waits = 0; ; waits += 1) {
    try {
      return await work();
    } catch (error) {
      if (waits === MOST_WAITS || signal.aborted || !mayPass(error)) throw error;
      log.warn('request.waits', { reason: error instanceof Error ? error.message : String(error) });
    }
    await wait(WAIT_MS);
  }
};

const mayPass = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const outcome = outcomeOf(error);
  if (outcome === 'busy' || outcome === 'denied') return true;
  return PASSING.has(error.name) || mayPass(error.cause);
};
