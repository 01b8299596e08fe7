import type { VirtualTime } from '../engine/virtual-time.ts';
import type { SimulatedFunction } from '../functions/lambda.ts';

/** What Lambda does with an asynchronous invocation that fails. */
export interface AsyncSettings {
  readonly maximumRetries: number;
  readonly maximumEventAgeMs: number;
}

/** Lambda waits one minute before the first retry and two before the second. */
const RETRY_DELAYS_MS = [60_000, 120_000];

/**
 * Invokes a function as Lambda does for SNS, Scheduler and EventBridge, with its retries.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export const invokeAsync = async <Event>(
  fn: SimulatedFunction<Event>,
  event: Event,
  { maximumRetries, maximumEventAgeMs, time }: AsyncSettings & { readonly time: VirtualTime },
): Promise<'succeeded' | 'given-up'> => {
  const acceptedAt = time.nowMs();
  for (let attempt = 0; attempt <= maximumRetries; attempt += 1) {
    if (attempt > 0) await time.sleep(RETRY_DELAYS_MS[attempt - 1] ?? 120_000);
    if (time.nowMs() - acceptedAt > maximumEventAgeMs) break;
    if ((await fn.invoke(event)).kind === 'succeeded') return 'succeeded';
  }
  return 'given-up';
};
