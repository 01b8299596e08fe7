import type { FailedMessage } from '../../operations/redrive/failure-queue.ts';
import { redrive } from '../../operations/redrive/redrive.ts';
import type { Context } from '../framework/context.ts';
import { usageError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { printable } from '../framework/output/printable.ts';
import { type Failures, openFailureQueue } from './failure-queues.ts';
import { createIsUnusable } from './unusable-failures.ts';

/** Which messages of which queue are discarded. */
export interface DiscardRequest {
  readonly failures: Failures;
  readonly ids: readonly string[];
  readonly allUnusable: boolean;
}

/** Deletes messages of a failure queue, after printing each in full so that it can be resent. */
export const discardFailures = async (
  { output, signal, connect }: Context,
  { failures, ids, allUnusable }: DiscardRequest,
): Promise<ExitCode> => {
  if (ids.length === 0 && !allUnusable) {
    throw usageError(
      `Specify message ids, as printed by "${failures} redrive", or --all-unusable.`,
    );
  }
  const service = await connect();
  const isUnusable = createIsUnusable(service, failures);
  const missing = new Set(ids);
  const discarded: Pick<FailedMessage, 'messageId' | 'sentAt' | 'body'>[] = [];
  const { fault, isWhole } = await redrive({
    queue: openFailureQueue(service, failures),
    handle: async (message) => {
      const { messageId, sentAt, body } = message;
      const isMeant = missing.delete(messageId) || (allUnusable && (await isUnusable(message)));
      if (!isMeant) return { kind: 'left', reason: 'not selected' };
      if (output.isJson) discarded.push({ messageId, sentAt, body });
      else output.print(`discarded  ${messageId}: ${printable(body)}`);
      return { kind: 'done', note: messageId };
    },
    isEnding: () => signal.aborted || (!allUnusable && missing.size === 0),
  });
  if (output.isJson) output.json({ discarded, missing: [...missing], isWhole });
  if (fault !== undefined) throw fault;
  for (const id of missing) {
    output.note(`No received message has the id ${id}: try again in two minutes.`);
  }
  return missing.size === 0 ? EXIT.ok : EXIT.failure;
};
