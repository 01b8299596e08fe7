import type { LogFields } from '../core/function/telemetry.ts';
import type { PollRun } from './run.ts';

/** Queries one partition; a failure is counted, logged and answered with `undefined`, and stops no other. */
export const guardQuery = async <Result>(
  subject: LogFields,
  act: () => Promise<Result>,
  { deps: { log, metrics } }: PollRun,
): Promise<Result | undefined> => {
  try {
    return await act();
  } catch (error) {
    metrics.count('WindowFailed');
    log.error('window.failed', error, subject);
    return undefined;
  }
};
