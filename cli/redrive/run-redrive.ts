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
import { type FailureQueueOutput, openFailureQueue } from './failure-queues.ts';

/** What a redrive of one queue is. */
export interface RedriveCommand {
  readonly queue: FailureQueueOutput;
  /** What the queue holds, in the plural. */
  readonly what: string;
  readonly handle: (message: FailedMessage) => Promise<RedriveOutcome>;
}

/** Deals with every message of a queue of failures, and tells of each and of all. */
export const runRedrive = async (
  { output, signal }: Pick<Context, 'output' | 'signal'>,
  service: Service,
  { queue, what, handle }: RedriveCommand,
): Promise<ExitCode> => {
  const { fault, ...report } = await redrive({
    queue: openFailureQueue(service, queue),
    handle,
    onHandled: (redriven) => {
      if (!output.isJson) output.print(describe(redriven));
    },
    isEnding: () => signal.aborted,
  });
  if (output.isJson) output.json(report);
  else tell(report, what, output);
  if (fault !== undefined) throw fault;
  return report.left === 0 && report.isWhole ? EXIT.ok : EXIT.notSo;
};

const tell = ({ done, left, isWhole }: RedriveReport, what: string, output: Output): void => {
  if (done + left === 0 && isWhole) {
    output.note(`There are no ${what}.`);
    return;
  }
  output.print(`${done} ${what} were dealt with, ${left} stay.`);
  if (!isWhole) output.note('More may be left: run the same command again.');
};

const describe = (redriven: Redriven): string =>
  redriven.kind === 'done'
    ? `done   ${printable(redriven.note)}`
    : `stays  ${redriven.messageId}: ${printable(redriven.reason)}`;
