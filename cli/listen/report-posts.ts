import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { createJsonList } from '../framework/output/json-list.ts';
import type { Output } from '../framework/output/output.ts';
import { printable, shorten } from '../framework/output/printable.ts';
import { SHOWN_ID } from '../jobs/view/job-row.ts';
import { eventTexts } from './event-texts.ts';
import type { Forwarded } from './forward-event.ts';

const MAX_SHOWN = 32;

/** Creates the reporter of the responses of a receiver, whose exit code says whether it took all events. */
export const createPostReporter = (output: Output) => {
  const list = output.isJson ? createJsonList(output, 'posts') : undefined;
  let refused = 0;
  return {
    report: (forwarded: Forwarded) => {
      if (!forwarded.isTaken) refused += 1;
      const { event, ...result } = forwarded;
      const { id, type, body } = event;
      const { vaultName, group, jobId, jobDescription } = eventTexts(body);
      if (list) list.add([{ type, id, vaultName, group, jobId, jobDescription, ...result }]);
      else output.print(describe(forwarded, output));
    },
    end: (): ExitCode => {
      list?.end({ refused });
      return refused === 0 ? EXIT.ok : EXIT.failure;
    },
  };
};

const describe = (
  { event, statusCode, error, answer, durationMs, isTaken }: Forwarded,
  output: Output,
): string => {
  const { vaultName, group, jobId, jobDescription } = eventTexts(event.body);
  const status = output.style(isTaken ? 'green' : 'red', printable(error ?? String(statusCode)));
  const words = [vaultName ?? group, jobId?.slice(0, SHOWN_ID), jobDescription];
  const subject = words.map((word = '') => shorten(printable(word), MAX_SHOWN)).join('  ');
  const line = `${status}  ${String(durationMs).padStart(5)} ms  ${event.type.padEnd(24)}  ${event.id}  ${subject}`;
  return answer ? `${line.trimEnd()}\n      ${printable(answer)}` : line.trimEnd();
};
