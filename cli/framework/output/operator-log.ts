import type { Log, LogFields } from '../../../lambdas/core/function/telemetry.ts';
import type { Output } from './output.ts';

/** Creates a log for code shared with the functions; warnings and errors go to standard error. */
export const createOperatorLog = ({ note }: Output): Log => ({
  info: () => undefined,
  warn: (code, fields) => note(describe(code, fields)),
  error: (code, _error, fields) => note(describe(code, fields)),
});

const describe = (code: string, fields: LogFields = {}): string =>
  `${code} ${JSON.stringify(fields)}`;
