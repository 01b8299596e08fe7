import type { Attempt } from '../../lambdas/core/delivery.ts';
import { printable, shorten } from '../framework/printable.ts';

const MAX_SHOWN = 200;

/** Says in one line how an attempt went: status, time, and what the receiver said. */
export const describeAttempt = ({ statusCode, error, durationMs, excerpt }: Attempt): string => {
  const answer = statusCode === undefined ? shown(error ?? 'no answer') : String(statusCode);
  const said = excerpt === undefined ? '' : `: ${shown(excerpt)}`;
  return `${answer} in ${durationMs} ms${said}`;
};

const shown = (text: string): string => shorten(printable(text), MAX_SHOWN);
