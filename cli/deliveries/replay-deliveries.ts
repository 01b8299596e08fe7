import { pagesOf } from '../../lambdas/core/delivery/pages.ts';
import { InterruptedReplayError } from '../../lambdas/core/event/interrupted-replay.ts';
import { replayDelivery, replayFailed } from '../../operations/replay/delivery.ts';
import { replayJob } from '../../operations/replay/job.ts';
import type { Replayed } from '../../operations/replay/ports.ts';
import { unknownEndpoint } from '../endpoints/endpoint-ports.ts';
import type { Context } from '../framework/context.ts';
import { CliError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import type { Since } from '../framework/options/option-values.ts';
import { confirmMany } from '../framework/output/confirm.ts';
import type { Output } from '../framework/output/output.ts';
import { findJob } from '../jobs/find-job.ts';
import { createJobPorts } from '../jobs/job-ports.ts';
import { createReplayPorts } from './replay-ports.ts';
import { nothing } from './show-deliveries.ts';

/** Resends one event to one endpoint, or to each that had a delivery of it. */
export const replayOne = async (
  { output, connect }: Context,
  eventId: string,
  endpointId: string | undefined,
): Promise<ExitCode> => {
  const service = await connect();
  const ports = createReplayPorts(service, output);
  const rows = await ports.ofEvent(eventId);
  const chosen = rows.filter((row) => endpointId === undefined || row.endpointId === endpointId);
  if (chosen.length === 0) throw nothing(eventId, endpointId, service);
  const results: Replayed[] = [];
  try {
    for (const row of chosen) results.push(await replayDelivery(row, ports));
  } catch (cause) {
    throw new InterruptedReplayError(countQueued(results), { cause });
  }
  return report(results, output);
};

/** Resends everything that an endpoint failed to receive since an instant. */
export const replayAllFailed = async (
  { output, connect }: Context,
  request: { readonly endpoint: string; readonly since?: Since | undefined; readonly yes: boolean },
): Promise<ExitCode> => {
  const service = await connect();
  const ports = createReplayPorts(service, output);
  const { endpoint: endpointId, yes } = request;
  const since = request.since?.(service.clock.now()) ?? '';
  const range = {
    endpointId,
    from: since,
    to: service.clock.now(),
    states: ['exhausted', 'dropped'],
  } as const;
  let count = 0;
  const pages = pagesOf((startKey) => ports.index.ofEndpoint(range, startKey));
  for await (const entries of pages) count += entries.length;
  await askToResend(count, endpointId, { output, yes });
  return report([await replayFailed({ endpointId, since }, ports)], output);
};

interface JobReplayRequest {
  readonly vault: string;
  readonly job: string;
  readonly endpoint?: string | undefined;
  readonly yes: boolean;
}

/** Resends every event of a job to the endpoints that subscribe to it, or to one. */
export const replayAllOfJob = async (
  { output, connect }: Context,
  request: JobReplayRequest,
): Promise<ExitCode> => {
  const service = await connect();
  const ports = createReplayPorts(service, output);
  const { endpoint, yes } = request;
  if (endpoint !== undefined && (await ports.endpoints.get(endpoint)) === undefined) {
    throw unknownEndpoint(endpoint, service);
  }
  const key = await findJob(request, service, createJobPorts(service, output));
  const onCounted = (count: number) => askToResend(count, endpoint, { output, yes });
  return report([await replayJob({ key, endpointId: endpoint, onCounted }, ports)], output);
};

/** Asks before more than a hundred deliveries are resent to an endpoint, or to all. */
export const askToResend = (
  count: number,
  endpointId: string | undefined,
  how: Parameters<typeof confirmMany>[2],
) => confirmMany(count, `Resend ${count} deliveries to ${endpointId ?? 'all endpoints'}?`, how);

const countQueued = (results: readonly Replayed[]): number =>
  results.reduce((sum, one) => sum + (one.kind === 'queued' ? one.count : 0), 0);

const report = (results: readonly Replayed[], output: Output): ExitCode => {
  const reasons = results.flatMap((one) => (one.kind === 'refused' ? [one.reason] : []));
  const queued = results.flatMap((one) => (one.kind === 'queued' ? [one] : []));
  const count = countQueued(results);
  const refused = queued.flatMap((one) => one.refused);
  if (count === 0 && reasons[0] !== undefined) {
    throw new CliError(`Nothing was sent: ${reasons.join('; ')}.`);
  }
  if (output.isJson) output.json({ queued: count, refused, reasons });
  else output.print(`Queued ${count} deliveries.`);
  for (const reason of reasons) output.note(`Not sent: ${reason}.`);
  for (const { eventId, endpointId, reason } of refused) {
    output.note(`Not sent: ${eventId} for ${endpointId}: ${reason}`);
  }
  return reasons.length + refused.length === 0 ? EXIT.ok : EXIT.failure;
};
