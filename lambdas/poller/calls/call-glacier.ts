import { outcomeOf } from '../../core/glacier-call-error.ts';
import type { LogFields } from '../../core/telemetry-ports.ts';
import { vaultNameOf } from '../../core/vault.ts';
import type { PollRun } from '../poll-run.ts';
import { UNASKED } from './adaptive-limit.ts';
import type { AskResult } from './call-result.ts';

/** What a question is about. */
export interface Subject extends LogFields {
  readonly vaultArn: string;
}

/** Asks Glacier something about a vault. A failure stops no other question. */
export const askGlacier = async <Answer>(
  subject: Subject,
  call: () => Promise<Answer>,
  run: PollRun,
): Promise<AskResult<Answer>> => {
  const isShut = () => run.isUnsupported || run.shutVaults.has(subject.vaultArn);
  if (isShut()) return { kind: 'shut' };
  try {
    // Asked again, because a call may wait for its turn.
    const callUnlessShut = async (): Promise<Answer | typeof SHUT> => (isShut() ? SHUT : call());
    const answer = await run.calls.make(callUnlessShut);
    if (answer === UNASKED) return { kind: 'unasked' };
    return answer === SHUT ? { kind: 'shut' } : { kind: 'answered', answer };
  } catch (error) {
    return readFailure(subject, error, run);
  }
};

const SHUT = Symbol('shut');

const readFailure = <Answer>(subject: Subject, error: unknown, run: PollRun): AskResult<Answer> => {
  const { log, metrics } = run.deps;
  switch (outcomeOf(error)) {
    case 'denied':
      tellDenial(subject, error, run);
      return { kind: 'denied' };
    case 'unsupported':
      if (!run.isUnsupported) log.error('glacier.unsupported', error, subject);
      if (!run.isUnsupported) metrics.count('GlacierUnsupported');
      run.isUnsupported = true;
      return { kind: 'shut' };
    case 'busy':
      return { kind: 'unasked' };
    case 'refused':
    case undefined:
      metrics.count('LookFailed');
      log.error('look.failed', error, subject);
      return { kind: 'failed' };
  }
};

// Each count is a line of the log that is charged as a metric, and looks would repeat it by the hundred.
const tellDenial = (subject: Subject, error: unknown, { deps, deniedVaults }: PollRun): void => {
  if (deniedVaults.has(subject.vaultArn)) return;
  deniedVaults.add(subject.vaultArn);
  deps.metrics.countOfVault('PollDenied', vaultNameOf(subject));
  deps.log.error('vault.denied', error, subject);
};

/** Stops asking about a vault that Glacier does not know. */
export const shutMissingVault = (vaultArn: string, run: PollRun): void => {
  const { deps, shutVaults, missingVaults, lessons } = run;
  if (missingVaults.has(vaultArn)) return;
  shutVaults.add(vaultArn);
  missingVaults.add(vaultArn);
  lessons.learn(vaultArn, { wasMissing: true }, deps.now());
  deps.metrics.countOfVault('VaultMissing', vaultNameOf({ vaultArn }));
  deps.log.warn('vault.missing', { vaultArn });
};
