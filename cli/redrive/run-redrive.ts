import type { FailedMessage } from '../../lambdas/core/failure-queue.ts';
import {
  type Redriven,
  type RedriveOutcome,
  type RedriveReport,
  redrive,
} from '../../lambdas/core/redrive.ts';
import type { Service } from '../deployment/service.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/exit-code.ts';
import type { Output } from '../framework/output.ts';
import { printable } from '../framework/printable.ts';
import { type Failures, openFailureQueue } from './failure-queues.ts';

/** What a redrive of one queue is. */
export interface RedriveCommand {
  readonly failures: Failures;
  readonly handle: (message: FailedMessage) => Promise<RedriveOutcome>;
}

/** Deals with every message of a queue of failures, and tells of each and of all. */
export const runRedrive = async (
  { output, signal }: Pick<Context, 'output' | 'signal'>,
  service: Service,
  { failures, handle }: RedriveCommand,
): Promise<ExitCode> => {
  const { fault, ...report } = await redrive({
    queue: openFailureQueue(service, failures),
    handle,
    onHandled: (redriven) => {
      if (!output.isJson) output.print(describe(redriven));
    },
    isEnding: () => signal.aborted,
  });
  if (output.isJson) output.json(report);
  else tell(report, failures, output);
  if (fault !== undefined) throw fault;
  return report.left === 0 && report.isWhole ? EXIT.ok : EXIT.notSo;
};

const tell = ({ done, left, isWhole }: RedriveReport, failures: Failures, output: Output): void => {
  if (done + left === 0 && isWhole) {
    output.note(`There are no failed ${failures}.`);
    return;
  }
  output.print(`${done} failed ${failures} were dealt with, ${left} stay.`);
  if (!isWhole) output.note('More may be left: run the same command again.');
};

const describe = (redriven: Redriven): string =>
  redriven.kind === 'done'
    ? `done   ${printable(redriven.note)}`
    : `stays  ${redriven.messageId}: ${printable(redriven.reason)}`;
