import { createDynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import type { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import type { Status } from '../../lambdas/core/job/status.ts';
import { createDynamoJobScanner } from '../../operations/aws/tables/job-scan.ts';
import type { Audience } from '../../operations/replay/announce.ts';
import {
  countEvents,
  type EventRange,
  type EventsReplayed,
  type ReplayProgress,
  replayEvents,
} from '../../operations/replay/events.ts';
import { createReplayPorts } from '../deliveries/replay-ports.ts';
import type { Service } from '../deployment/service.ts';
import { unknownEndpoint } from '../endpoints/endpoint-ports.ts';
import type { Context } from '../framework/context.ts';
import { CliError, usageError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import type { Since } from '../framework/options/option-values.ts';
import { confirmMany } from '../framework/output/confirm.ts';
import type { Output } from '../framework/output/output.ts';
import { createProgressLine } from '../framework/output/progress-line.ts';
import { createEventsTopic } from './events-topic.ts';

/** The options of `events replay`. */
export interface EventsReplayOptions {
  readonly since: Since;
  readonly until?: Since | undefined;
  readonly status?: readonly Status[] | undefined;
  readonly to?: string | undefined;
  readonly missing: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/** Counts the events, asks for confirmation of many, and resends them. */
export const runEventsReplay = async (
  { output, signal, connect }: Context,
  options: EventsReplayOptions,
): Promise<ExitCode> => {
  const service = await connect();
  const ports = createReplayPorts(service, output);
  const range = readRange(options, service);
  const endpoints = await ports.endpoints.list();
  const audience = readAudience(options.to, endpoints, service);
  const line = createProgressLine(output);
  const deps = {
    ...ports,
    ...createJobsAndTopic(service),
    onProgress: (progress: ReplayProgress) => line.show(describe(progress)),
    isEnding: () => signal.aborted,
  };
  const order = { audience, endpoints, replay: options.missing ? undefined : ports.newId() };
  if (options.dryRun || !options.yes) {
    const counted = await countEvents(range, order, deps);
    line.clear();
    if (options.dryRun || signal.aborted) return reportCount(counted, output);
    const count = Math.max(counted.published, counted.queued);
    await confirmMany(count, askToReplay(counted, audience), { output, yes: false });
  }
  return report(await replayEvents(range, order, deps).finally(line.clear), output);
};

const readRange = (
  { since, until, status }: EventsReplayOptions,
  { clock }: Service,
): EventRange => {
  const now = clock.now();
  const range = {
    since: since(now),
    until: until?.(now) ?? now,
    statuses: status,
  };
  if (range.since < range.until) return range;
  throw usageError(`--since ${range.since} must be earlier than --until ${range.until}.`);
};

const readAudience = (
  to: string | undefined,
  endpoints: readonly Endpoint[],
  service: Service,
): Audience => {
  if (to === undefined) return { kind: 'all' };
  if (to === 'topic') return { kind: 'topic' };
  if (to === 'endpoints') return { kind: 'endpoints' };
  const chosen = endpoints.find(({ endpointId }) => endpointId === to);
  if (chosen?.state === 'disabled') {
    throw new CliError(`Nothing was sent: the endpoint ${to} is disabled: enable it first.`);
  }
  if (chosen !== undefined) return { kind: 'endpoints', endpointId: to };
  if (to.startsWith('ep_')) throw unknownEndpoint(to, service);
  throw usageError(
    `--to ${JSON.stringify(to)} is invalid: specify topic, endpoints, or an endpoint id.`,
  );
};

const createJobsAndTopic = (service: Service) => ({
  scanner: createDynamoJobScanner(
    createDynamoClient(service.clientConfig('dynamodb')),
    service.outputs.JobsTableName,
  ),
  topic: createEventsTopic(service),
});

const describe = ({ jobs, events, published, queued }: ReplayProgress): string =>
  `jobs read: ${jobs}, events found: ${events}, published: ${published}, deliveries queued: ${queued}`;

/** Words the question before a replay: what is sent, and to which receivers. */
export const askToReplay = (
  { events, published, queued }: ReplayProgress,
  audience: Audience,
): string => {
  switch (audience.kind) {
    case 'all':
      return `${events} events match. Publish ${published} events and queue ${queued} deliveries?`;
    case 'topic':
      return `${events} events match. Publish ${published} events?`;
    case 'endpoints':
      return `${events} events match. Queue ${queued} deliveries for ${audience.endpointId ?? 'all endpoints'}?`;
  }
};

const reportCount = (counted: ReplayProgress, output: Output): ExitCode => {
  const { jobs, events, published, queued, damaged } = counted;
  if (output.isJson) output.json({ dryRun: true, jobs, events, published, queued, damaged });
  else output.print(`Dry run, nothing was sent: ${describe(counted)}.`);
  return EXIT.ok;
};

const report = (replayed: EventsReplayed, output: Output): ExitCode => {
  if (output.isJson) output.json(replayed);
  else output.print(`${describe(replayed)}.`);
  for (const { eventId, reason } of replayed.refusals) {
    output.note(`Not sent: ${eventId}: ${reason}`);
  }
  if (replayed.damaged > 0) {
    output.note(`${replayed.damaged} rows are unreadable: their events were not sent.`);
  }
  return replayed.refused + replayed.damaged === 0 ? EXIT.ok : EXIT.failure;
};
