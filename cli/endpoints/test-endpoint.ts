import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '../../lambdas/core/delivery/delivery.ts';
import { sendTestEvent } from '../../operations/replay/delivery.ts';
import { buildTestEvent } from '../../operations/replay/test-event.ts';
import { selfCommand } from '../../operations/shell-command.ts';
import { createReplayPorts, type DeliveryCommandPorts } from '../deliveries/replay-ports.ts';
import type { Context } from '../framework/context.ts';
import { CliError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { describeAttempt } from '../jobs/view/describe-attempt.ts';

const POLL_INTERVAL_MS = 300;

/** Sends a `webhook.test` event to an endpoint and waits for the result. */
export const testEndpoint = async (
  { output, connect }: Context,
  endpointId: string,
  timeoutSeconds: number,
): Promise<ExitCode> => {
  const service = await connect();
  const at = service.clock.now();
  const ports = { ...createReplayPorts(service, output), nowMs: () => Date.parse(at) };
  const { eventId } = buildTestEvent(endpointId, at);
  const sent = await sendTestEvent(endpointId, ports);
  if (sent.kind === 'refused') throw new CliError(`Nothing was sent: ${sent.reason}.`);
  if (sent.refused[0]) throw new CliError(`SQS rejected the event: ${sent.refused[0].reason}.`);
  const row = await waitForResult({ eventId, endpointId }, ports, timeoutSeconds);
  if (row === undefined) {
    throw new CliError(
      `No delivery attempt within ${timeoutSeconds} seconds: the event ${eventId} is queued. To see its result later, run "${selfCommand(['deliveries', 'show', eventId], service)}"; to check the sender, run "${selfCommand(['doctor'], service)}".`,
      { exitCode: EXIT.timedOut },
    );
  }
  if (output.isJson) output.json(toJson(row));
  else output.print(describe(row));
  return row.state === 'delivered' ? EXIT.ok : EXIT.failure;
};

const waitForResult = async (
  key: { readonly eventId: string; readonly endpointId: string },
  { deliveries }: DeliveryCommandPorts,
  timeoutSeconds: number,
): Promise<Delivery | undefined> => {
  const endMs = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const row = await deliveries.get(key);
    if (row !== undefined || Date.now() >= endMs) return row;
    await wait(POLL_INTERVAL_MS);
  }
};

const toJson = ({ eventId, endpointId, state, attempts, dropReason }: Delivery) => ({
  eventId,
  endpointId,
  state,
  attempt: attempts.at(-1),
  dropReason,
});

const describe = ({ state, attempts, dropReason, nextAttemptAt }: Delivery): string => {
  const last = attempts.at(-1);
  const what = last === undefined ? 'not attempted' : describeAttempt(last);
  switch (state) {
    case 'delivered':
      return `Delivered: ${what}`;
    case 'parked':
      return `Parked, because the endpoint is failing: ${what}`;
    case 'retrying':
      return `Failed: ${what}\nNext attempt: ${nextAttemptAt ?? 'unknown'}.`;
    case 'exhausted':
      return `Failed: ${what}`;
    case 'dropped':
      return `Dropped, because ${dropReason ?? 'the endpoint is disabled'}: ${what}`;
  }
};
