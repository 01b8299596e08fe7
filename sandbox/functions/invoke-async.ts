import { randomUUID } from 'node:crypto';
import type { Agenda } from '../time/agenda.ts';
import { type AsyncFailure, asyncFailureRecord } from './failure-records.ts';
import type { SandboxFunction } from './start-function.ts';

/** What Lambda does with an asynchronous invocation that fails. */
export interface AsyncSettings {
  readonly maximumRetries: number;
  readonly maximumEventAgeMs: number;
  /** Gets a record of what failed. */
  readonly onFailureArn?: string | undefined;
  /** Gets the event itself. */
  readonly deadLetterArn?: string | undefined;
}

/** Lambda's own settings, where the template says nothing. */
export const defaultAsyncSettings: AsyncSettings = {
  maximumRetries: 2,
  maximumEventAgeMs: 6 * 60 * 60 * 1000,
};

/** What an asynchronous invocation needs besides its function. */
export interface AsyncInvocationDeps {
  readonly clock: { now(): number };
  readonly agenda: Agenda;
  /** Sends a text to the queue or topic of an ARN. */
  send(arn: string, body: string): Promise<void>;
}

/** One event for one function, and what happens to it if it fails. */
export interface AsyncInvocation {
  readonly fn: SandboxFunction;
  readonly settings: AsyncSettings;
  readonly event: unknown;
}

/** Lambda waits one minute before the first retry and two before the second. */
const retryDelaysMs = [60_000, 120_000];

/**
 * Invokes a function as Lambda does for SNS, Scheduler and EventBridge; resolves after the first attempt.
 *
 * Retries wait in virtual time, under the request id of the first attempt. What fails for good goes
 * to the on-failure destination and to the function's dead-letter queue.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export const invokeAsync = async (
  given: AsyncInvocation,
  deps: AsyncInvocationDeps,
): Promise<void> => {
  const acceptedAt = deps.clock.now();
  const requestId = randomUUID();
  const attempt = async (attempts: number): Promise<void> => {
    const invocation = await given.fn.invoke(given.event, requestId);
    if (invocation.kind === 'succeeded') return;
    const verdict = judge(given.settings, attempts, deps.clock.now() - acceptedAt);
    if (verdict.kind === 'retry') {
      deps.agenda.plan(deps.clock.now() + verdict.delayMs, () => attempt(attempts + 1));
      return;
    }
    await giveUp({ ...given, attempts, condition: verdict.condition, failure: invocation }, deps);
  };
  await attempt(1);
};

type Verdict =
  | { readonly kind: 'retry'; readonly delayMs: number }
  | ({ readonly kind: 'give-up' } & Pick<AsyncFailure, 'condition'>);

const judge = (settings: AsyncSettings, attempts: number, ageMs: number): Verdict => {
  if (attempts > settings.maximumRetries) return { kind: 'give-up', condition: 'RetriesExhausted' };
  const delayMs = retryDelaysMs[attempts - 1] ?? 120_000;
  return ageMs + delayMs > settings.maximumEventAgeMs
    ? { kind: 'give-up', condition: 'EventAgeExceeded' }
    : { kind: 'retry', delayMs };
};

const giveUp = async (
  given: AsyncInvocation & AsyncFailure,
  { clock, send }: AsyncInvocationDeps,
): Promise<void> => {
  const { onFailureArn, deadLetterArn } = given.settings;
  if (onFailureArn !== undefined) {
    await send(onFailureArn, JSON.stringify(asyncFailureRecord(given, clock.now())));
  }
  if (deadLetterArn !== undefined) await send(deadLetterArn, JSON.stringify(given.event));
};
