import { readFailedEvent } from '../../operations/redrive/failed-event.ts';
import { readFailedNotice } from '../../operations/redrive/failed-notice.ts';
import { type FailedMessage, listFailed } from '../../operations/redrive/failure-queue.ts';
import type { Context } from '../framework/context.ts';
import { printable, shorten } from '../framework/output/printable.ts';
import { createTable } from '../framework/output/table.ts';
import { type Failures, openFailureQueue } from './failure-queues.ts';

/** A message of a failure queue, as a table row and as JSON. */
interface Described {
  readonly cells: readonly string[];
  readonly fields: object;
}

interface Listing {
  readonly failures: Failures;
  readonly titles: readonly string[];
  readonly describe: (message: FailedMessage) => Described;
}

/** Lists the notices that could not be recorded. */
export const listNotices = (context: Context, limit: number): Promise<undefined> =>
  list(context, limit, {
    failures: 'notices',
    titles: ['FAILED', 'KIND', 'REASON', 'NOTICE'],
    describe: ({ body, attributes }) => {
      const failed = readFailedNotice(body, attributes);
      const how = failed.kind === 'unreadable' ? 'unreadable' : failed.failure;
      const notices = failed.kind === 'unreadable' ? [body] : failed.notices;
      return {
        cells: [
          how,
          shorten(printable(failed.reason), 80),
          shorten(printable(notices.join(' ')), 80),
        ],
        fields: { how, reason: failed.reason, notices },
      };
    },
  });

/** Lists the events that could not be published. */
export const listFailedEvents = (context: Context, limit: number): Promise<undefined> =>
  list(context, limit, {
    failures: 'events',
    titles: ['FAILED', 'VAULT', 'JOB OR GROUP', 'SEQUENCE', 'REASON'],
    describe: ({ body }) => {
      const fields = readFailedEvent(body) ?? { vaultArn: '', jobId: '', reason: 'unreadable' };
      const { sequence, reason } = { sequence: undefined, ...fields };
      const [vault, name] =
        'group' in fields
          ? ['', `group ${fields.group}`]
          : [fields.vaultArn.slice(fields.vaultArn.indexOf('/') + 1), fields.jobId];
      const which = sequence === undefined ? 'all' : String(sequence);
      return {
        cells: [
          printable(vault),
          shorten(printable(name), 20),
          which,
          shorten(printable(reason), 80),
        ],
        fields,
      };
    },
  });

const list = async (
  { output, connect }: Context,
  limit: number,
  { failures, titles, describe }: Listing,
): Promise<undefined> => {
  const messages = await listFailed(openFailureQueue(await connect(), failures), limit);
  const described = messages.map((message) => ({ ...describe(message), ...message }));
  if (output.isJson) {
    output.json({
      [failures]: described.map(({ fields, messageId, sentAt }) => ({
        messageId,
        sentAt,
        ...fields,
      })),
      isCut: messages.length === limit,
    });
    return;
  }
  const rows = described.map(({ messageId, sentAt = '', cells }) => [messageId, sentAt, ...cells]);
  createTable(output, ['ID', ...titles]).add(rows);
  if (messages.length === 0) output.note(`No failed ${failures} found.`);
  else if (messages.length === limit) output.note(`Raise --limit to see more.`);
};
