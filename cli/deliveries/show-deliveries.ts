import type { Delivery } from '../../lambdas/core/delivery/delivery.ts';
import { type SelfScope, selfCommand } from '../../operations/shell-command.ts';
import type { Context } from '../framework/context.ts';
import { CliError } from '../framework/errors/cli-error.ts';
import { printable } from '../framework/output/printable.ts';
import { describeAttempt } from '../jobs/view/describe-attempt.ts';
import { createReplayPorts } from './replay-ports.ts';

/** Shows the delivery attempts of one event at each endpoint, or at one. */
export const showDeliveries = async (
  { output, connect }: Context,
  eventId: string,
  endpointId: string | undefined,
): Promise<undefined> => {
  const service = await connect();
  const { ofEvent } = createReplayPorts(service, output);
  const all = await ofEvent(eventId);
  const rows = all.filter((row) => endpointId === undefined || row.endpointId === endpointId);
  if (rows.length === 0) throw nothing(eventId, endpointId, service);
  if (output.isJson) {
    output.json({ eventId, deliveries: rows });
    return;
  }
  for (const row of rows) for (const line of describe(row)) output.print(line);
};

/** Creates the error for an event without a delivery there. */
export const nothing = (
  eventId: string,
  endpointId: string | undefined,
  scope: SelfScope,
): CliError =>
  new CliError(
    `No delivery of ${JSON.stringify(eventId)}${endpointId === undefined ? '' : ` to ${endpointId}`} found. A delivery is recorded at its first attempt and kept for 30 days. To list undelivered events, run "${selfCommand(['deliveries', 'list'], scope)}".`,
  );

const describe = (row: Delivery): string[] => [
  `${row.endpointId}  ${printable(row.eventType)}  ${row.state}${describeEnd(row)}`,
  ...row.attempts.map((attempt) => `  ${attempt.at}  ${describeAttempt(attempt)}`),
  ...(row.attemptCount > row.attempts.length
    ? [`  (${row.attemptCount} attempts in total; only the last ten are kept)`]
    : []),
];

const describeEnd = ({ dropReason, nextAttemptAt, state }: Delivery): string => {
  if (dropReason !== undefined) return `: ${printable(dropReason)}`;
  return state === 'retrying' && nextAttemptAt !== undefined ? `, next at ${nextAttemptAt}` : '';
};
