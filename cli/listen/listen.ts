import { createDynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoGroupEntries } from '../../operations/aws/tables/group-entries.ts';
import { createDynamoRecentGroups } from '../../operations/aws/tables/recent-groups.ts';
import { createDynamoRecentJobs } from '../../operations/aws/tables/recent-jobs.ts';
import {
  createEventFollower,
  type FollowDeps,
  recordedEvents,
} from '../../operations/events/recent.ts';
import { sampleEvents, type WebhookEvent } from '../../operations/events/samples.ts';
import type { Service } from '../deployment/service.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { createJsonList } from '../framework/output/json-list.ts';
import type { Output } from '../framework/output/output.ts';
import { printable } from '../framework/output/printable.ts';
import { reportDamaged } from '../framework/output/report-damaged.ts';
import { skipDamaged } from '../framework/output/skip-damaged.ts';
import { pause } from '../framework/pause.ts';
import { retryTransient } from '../framework/retry-transient.ts';
import { createForward, type Forwarded } from './forward-event.ts';
import { readSecret, readTarget, readTypes } from './read-target.ts';

/** The options of `listen`. */
export interface ListenOptions {
  readonly forwardTo: string;
  readonly secret?: string | undefined;
  readonly event?: readonly string[] | undefined;
  readonly once: boolean;
  readonly samples: boolean;
  readonly recorded?: number | undefined;
  readonly allowRemote: boolean;
}

const POLL_INTERVAL_MS = 2000;

/** Posts samples or recorded events to a receiver, then new events as they occur. */
export const listen = async (context: Context, options: ListenOptions): Promise<ExitCode> => {
  const { output, signal, connect } = context;
  const url = readTarget(options.forwardTo, options.allowRemote);
  const types = readTypes(options.event);
  const { secret, isNew } = readSecret(options.secret);
  const needsService = !options.once || options.recorded !== undefined;
  const service = needsService ? await connect() : undefined;
  if (isNew) output.note(`Events are signed with ${secret}: configure it in your receiver.`);
  const forward = createForward({ url, secret, allowRemote: options.allowRemote });
  const reporter = createReporter(output);
  const send = async (events: readonly WebhookEvent[]) => {
    for (const event of events.filter(({ type }) => types.includes(type))) {
      if (!signal.aborted) reporter.report(await forward(event));
    }
  };
  const follow = service && !options.once ? await startFollowing(service, output) : undefined;
  await send(await firstEvents(options, service, output));
  if (follow) {
    output.note('Waiting for new events. Press Ctrl-C to stop.');
    while (!signal.aborted) {
      await send(await retryTransient(follow, context));
      await pause(POLL_INTERVAL_MS, signal);
    }
  }
  return reporter.end();
};

const firstEvents = (
  { samples, recorded }: ListenOptions,
  service: Service | undefined,
  output: Output,
): readonly WebhookEvent[] | Promise<readonly WebhookEvent[]> => {
  if (recorded !== undefined && service) return recordedEvents(toDeps(service, output), recorded);
  return samples ? sampleEvents('ep_sample', new Date().toISOString()) : [];
};

/** Remembers the existing events, so that only later ones are new. */
const startFollowing = async (service: Service, output: Output) => {
  await service.clock.sync();
  const follow = createEventFollower(toDeps(service, output), service.clock.now);
  await follow();
  return async () => {
    await service.clock.sync();
    return follow();
  };
};

const toDeps = ({ outputs, clientConfig }: Service, output: Output): FollowDeps => {
  const dynamo = createDynamoClient(clientConfig('dynamodb'));
  const onDamaged = reportDamaged(output);
  const { JobsTableName, GroupsTableName } = outputs;
  const jobs = createDynamoJobStore(dynamo, JobsTableName);
  const entries = createDynamoGroupEntries(dynamo, GroupsTableName);
  return {
    recent: createDynamoRecentJobs(dynamo, JobsTableName, onDamaged),
    jobs: { read: skipDamaged(jobs.read, onDamaged, ({ jobId }) => jobId) },
    groups: createDynamoRecentGroups(dynamo, GroupsTableName, onDamaged),
    entries: { get: skipDamaged(entries.get, onDamaged, ({ group }) => group) },
  };
};

const createReporter = (output: Output) => {
  const list = output.isJson ? createJsonList(output, 'posts') : undefined;
  let refused = 0;
  return {
    report: (forwarded: Forwarded) => {
      if (!forwarded.isTaken) refused += 1;
      if (list) list.add([forwarded]);
      else output.print(describe(forwarded, output));
    },
    end: (): ExitCode => {
      list?.end({ refused });
      return refused === 0 ? EXIT.ok : EXIT.failure;
    },
  };
};

const describe = (forwarded: Forwarded, output: Output): string => {
  const { type, id, statusCode, error = '', durationMs, isTaken } = forwarded;
  const answer = statusCode === undefined ? printable(error) : String(statusCode);
  const shown = output.style(isTaken ? 'green' : 'red', answer);
  return `${shown}  ${String(durationMs).padStart(5)} ms  ${type.padEnd(24)}  ${id}`;
};
