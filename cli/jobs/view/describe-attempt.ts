import type { Attempt } from '../../../lambdas/core/delivery/delivery.ts';
import { printable, shorten } from '../../framework/output/printable.ts';

const MAX_SHOWN = 200;

/** Describes an attempt in one line: status, duration and the start of the response. */
export const describeAttempt = ({ statusCode, error, durationMs, excerpt }: Attempt): string => {
  const answer = statusCode === undefined ? shown(error ?? 'no response') : String(statusCode);
  const said = excerpt === undefined ? '' : `: ${shown(excerpt)}`;
  return `${answer} in ${durationMs} ms${said}`;
};

const shown = (text: string): string => shorten(printable(text), MAX_SHOWN);
