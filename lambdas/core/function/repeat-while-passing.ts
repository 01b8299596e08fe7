import { outcomeOf } from '../glacier/call-error.ts';
import type { Log } from './telemetry.ts';

/** Throttling often passes within a second; what outlasts that is polled less often. */
const FIRST_WAIT_MS = 1000;
const WAIT_MS = 5000;
/** A minute in all: a role's new policy usually holds within seconds, and has been seen to take 30. */
const MOST_WAITS = 12;

/**
 * What DynamoDB and CloudFormation call a reason that may pass; Glacier's errors say it by themselves.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
 */
const PASSING = new Map<string, Passing>([
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['ProvisionedThroughputExceededException', 'busy'],
  ['RequestLimitExceeded', 'busy'],
  ['Throttling', 'busy'],
  ['ThrottlingException', 'busy'],
]);

type Passing = 'busy' | 'denied';

/** Takes a step, and repeats it while it fails for a reason that may pass. */
export type Repeat = <Result>(step: () => Promise<Result>) => Promise<Result>;

/**
 * Creates the patience of one request: a service is busy, or IAM does not know yet what the deployment
 * has just allowed.
 *
 * A step is repeated, never the request: of a thousand vaults some call is always throttled. Patience
 * with a busy service lasts a minute for each step and is renewed by each success. Patience with a denial lasts a
 * minute for the whole request, so that many denied vaults do not use up its time.
 */
export const createRepeat = (
  { wait, log }: { readonly wait: (ms: number) => Promise<unknown>; readonly log: Log },
  signal: AbortSignal,
): Repeat => {
  const waits = { busy: 0, denied: 0 };
  const waitOrThrow = async (error: unknown) => {
    const passing = passingReason(error);
    if (passing === undefined || waits[passing] === MOST_WAITS) {
      // The next vault's call is another one.
      waits.busy = 0;
      throw error;
    }
    waits[passing] += 1;
    log.warn('request.waiting', { reason: error instanceof Error ? error.message : String(error) });
    await wait(waits[passing] === 1 ? FIRST_WAIT_MS : WAIT_MS);
  };
  return async (step) => {
    for (;;) {
      signal.throwIfAborted();
      try {
        const result = await step();
        waits.busy = 0;
        return result;
      } catch (error) {
        await waitOrThrow(error);
      }
    }
  };
};

const passingReason = (error: unknown): Passing | undefined => {
  if (!(error instanceof Error)) return undefined;
  const outcome = outcomeOf(error);
  if (outcome === 'busy' || outcome === 'denied') return outcome;
  return PASSING.get(error.name) ?? passingReason(error.cause);
};
