import type { LogFields } from '../../core/function/telemetry.ts';
import { outcomeOf } from '../../core/glacier/call-error.ts';
import { vaultNameOf } from '../../core/vault/vault.ts';
import type { PollRun } from '../run.ts';
import { NOT_ATTEMPTED } from './adaptive-limit.ts';

/**
 * The result of a call to Glacier.
 *
 * `not-attempted`: there was no time, or Glacier stayed busy; the call must be made later. `skipped`: an
 * earlier answer of this run covers it. `failed`: counted and logged, and left to the next poll.
 */
export type CallResult<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'not-attempted' | 'skipped' | 'denied' | 'failed' };

/** What a call is about. */
export interface Subject extends LogFields {
  readonly vaultArn: string;
}

/** Calls Glacier about a vault. A failure stops no other call. */
export const callGlacier = async <Answer>(
  subject: Subject,
  call: () => Promise<Answer>,
  run: PollRun,
): Promise<CallResult<Answer>> => {
  const isSkipped = () => run.isUnsupported || run.skippedVaults.has(subject.vaultArn);
  if (isSkipped()) return { kind: 'skipped' };
  try {
    // Checked again, because a call may wait for its turn.
    const callUnlessSkipped = async (): Promise<Answer | typeof SKIPPED> =>
      isSkipped() ? SKIPPED : call();
    const answer = await run.calls.make(callUnlessSkipped);
    if (answer === NOT_ATTEMPTED) return { kind: 'not-attempted' };
    return answer === SKIPPED ? { kind: 'skipped' } : { kind: 'answered', answer };
  } catch (error) {
    return readFailure(subject, error, run);
  }
};

const SKIPPED = Symbol('skipped');

const readFailure = <Answer>(
  subject: Subject,
  error: unknown,
  run: PollRun,
): CallResult<Answer> => {
  const { log, metrics } = run.deps;
  switch (outcomeOf(error)) {
    case 'denied':
      reportDenial(subject, error, run);
      return { kind: 'denied' };
    case 'unsupported':
      if (!run.isUnsupported) log.error('glacier.unsupported', error, subject);
      if (!run.isUnsupported) metrics.count('GlacierUnsupported');
      run.isUnsupported = true;
      return { kind: 'skipped' };
    case 'busy':
      return { kind: 'not-attempted' };
    case 'refused':
    case undefined:
      metrics.count('PollFailed');
      log.error('poll.failed', error, subject);
      return { kind: 'failed' };
  }
};

// Each count is a log line that CloudWatch charges as a metric, and polls would repeat it by the hundred.
const reportDenial = (subject: Subject, error: unknown, { deps, deniedVaults }: PollRun): void => {
  if (deniedVaults.has(subject.vaultArn)) return;
  deniedVaults.add(subject.vaultArn);
  deps.metrics.countOfVault('PollDenied', vaultNameOf(subject));
  deps.log.error('vault.denied', error, subject);
};

/** Skips a vault for the rest of the run that Glacier does not know. */
export const skipMissingVault = (vaultArn: string, run: PollRun): void => {
  const { deps, skippedVaults, missingVaults } = run;
  if (missingVaults.has(vaultArn)) return;
  skippedVaults.add(vaultArn);
  missingVaults.add(vaultArn);
  deps.metrics.countOfVault('VaultMissing', vaultNameOf({ vaultArn }));
  deps.log.warn('vault.missing', { vaultArn });
};
