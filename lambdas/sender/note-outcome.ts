import type { Delivery } from '../core/delivery/delivery.ts';
import type { AttemptResult } from '../core/delivery/row.ts';
import {
  disableEndpoint,
  type FailedAttempt,
  noteFailure,
  noteSuccess,
  overdueReason,
} from '../core/endpoint/changes.ts';
import type { Admitted } from './admit.ts';
import type { SenderDeps } from './deps.ts';

type TimedResult = AttemptResult & { readonly nowMs: number };

/** Keeps with the endpoint what an attempt says about it, and disables it when it is beyond hope. */
export const noteOutcome = (
  admitted: Admitted,
  result: TimedResult,
  deps: SenderDeps,
): Promise<void> => {
  const { startedMs, nowMs, decision } = result;
  switch (decision.kind) {
    case 'delivered':
      return succeed(admitted, result, deps);
    case 'disable':
      return disable(admitted, { reason: decision.reason, startedMs, nowMs }, deps);
    case 'retry':
      return fail(admitted, { ...decision, startedMs, nowMs, ownDelayMs: decision.delayMs }, deps);
    case 'exhausted':
      return fail(admitted, { ...decision, startedMs, nowMs }, deps);
  }
};

/**
 * Notes a recorded success with an endpoint that still counts as failing since before it.
 *
 * A crash between record and note would let one failure days later disable the endpoint. SQS
 * delivers the message again after it, and this then makes up for the note.
 */
export const noteRecorded = async (
  { attempts, endpointId, state }: Delivery,
  { endpoints }: SenderDeps,
): Promise<void> => {
  const last = attempts.at(-1);
  if (state !== 'delivered' || last === undefined) return;
  const endpoint = await endpoints.recent(endpointId);
  if (endpoint?.failingSince === undefined || endpoint.failingSince > last.at) return;
  const startedMs = Date.parse(last.at);
  const change = noteSuccess(endpoint, { startedMs, nowMs: startedMs + last.durationMs });
  const when = { ...change?.when, failingSince: endpoint.failingSince };
  await endpoints.change(endpointId, { ...change, when });
};

const succeed = async (
  { endpoint }: Admitted,
  { startedMs, nowMs }: TimedResult,
  { endpoints, log }: SenderDeps,
): Promise<void> => {
  const { endpointId, failingSince } = endpoint;
  const change = noteSuccess(endpoint, { startedMs, nowMs });
  if (change === undefined) return;
  const changed = await endpoints.change(endpointId, change);
  if (changed && failingSince !== undefined) {
    log.info('endpoint.recovered', { endpointId, failingSince });
  }
};

const fail = async (admitted: Admitted, failed: FailedAttempt, deps: SenderDeps): Promise<void> => {
  const { endpoint, probe } = admitted;
  const change = noteFailure(endpoint, { ...failed, lease: probe?.lease });
  const changed = await deps.endpoints.change(endpoint.endpointId, change);
  if (changed === undefined) return;
  const { nowMs, startedMs } = failed;
  const reason = overdueReason(changed, { nowMs, disableAfterMs: deps.disableAfterMs });
  if (reason !== undefined) await disable(admitted, { reason, startedMs, nowMs }, deps);
};

const disable = async (
  { endpoint: { endpointId, failingSince } }: Admitted,
  end: { readonly reason: string; readonly startedMs: number; readonly nowMs: number },
  { endpoints, log, metrics }: SenderDeps,
): Promise<void> => {
  const { reason, startedMs, nowMs } = end;
  const sinceMs = failingSince === undefined ? startedMs : Date.parse(failingSince);
  const change = disableEndpoint(reason, sinceMs, nowMs);
  if ((await endpoints.change(endpointId, change)) === undefined) return;
  metrics.count('EndpointDisabled');
  log.warn('endpoint.disabled', { endpointId, reason });
};
