import { selfCommand } from '../../shell-command.ts';
import type { DoctorFacts } from '../facts.ts';
import { type StepResult, toResult } from '../finding.ts';

type Facts = Pick<DoctorFacts, 'scope' | 'completions'>;

/** This many completions without a single notice are not a coincidence. */
const SUSPICIOUS = 3;

/**
 * Checks whether notices arrive, by the sources of the latest completions.
 *
 * No metric shows this: a topic without publishers looks like an idle one.
 */
export const checkCompletions = ({ completions, scope }: Facts): StepResult => {
  if (completions.kind === 'unchecked') return completions;
  const { byNotice, byPolling, lastNoticeAt } = completions.value;
  if (byNotice + byPolling === 0) {
    return { kind: 'fine', detail: 'no completed jobs yet' };
  }
  const last = lastNoticeAt === undefined ? 'no notice recorded' : `last notice at ${lastNoticeAt}`;
  const isSuspicious = byNotice === 0 && byPolling >= SUSPICIOUS;
  return toResult(
    isSuspicious
      ? [
          {
            severity: 'warning',
            problem: `The last ${byPolling} completions arrived without a notice; the poller found them later. Notices are being lost.`,
            fix: selfCommand(['notices', 'list'], scope),
          },
        ]
      : [],
    `completions by notice: ${byNotice} of the last ${byNotice + byPolling}; ${last}`,
  );
};
