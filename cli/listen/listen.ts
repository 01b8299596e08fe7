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
import type { ExitCode } from '../framework/errors/exit-code.ts';
import type { Output } from '../framework/output/output.ts';
import { reportDamaged } from '../framework/output/report-damaged.ts';
import { skipDamaged } from '../framework/output/skip-damaged.ts';
import { pause } from '../framework/pause.ts';
import { retryTransient } from '../framework/retry-transient.ts';
import { openReceiver } from './open-receiver.ts';
import type { ListenOptions } from './options.ts';
import { readSecret, readTarget, readTypes } from './read-target.ts';

const POLL_INTERVAL_MS = 2000;

/** Posts samples or recorded events to a receiver, then new events as they occur. */
export const listen = async (
  context: Context,
  options: ListenOptions,
): Promise<ExitCode | undefined> => {
  const { output, signal, connect } = context;
  if (options.printSecret) return printSecret(context, options);
  const types = readTypes(options.event);
  readTarget(options.forwardTo, options.allowRemote);
  const needsService = !options.once || options.recorded !== undefined;
  const service = needsService ? await connect() : undefined;
  const follow = service && !options.once ? await startFollowing(service, output) : undefined;
  const { send, end } = await openReceiver(context, options, service?.outputs.EventsTopicArn);
  const sendChosen = (events: readonly WebhookEvent[]) =>
    send(events.filter(({ type }) => types.includes(type)));
  await sendChosen(await firstEvents(options, service, output));
  if (follow) {
    output.note('Waiting for new events. Press Ctrl-C to stop.');
    while (!signal.aborted) {
      await sendChosen(await retryTransient(follow, context));
      await pause(POLL_INTERVAL_MS, signal);
    }
  }
  return end();
};

const printSecret = ({ output, selfOptions }: Context, options: ListenOptions): undefined => {
  const secret = readSecret(options, selfOptions);
  if (output.isJson) output.json({ secret });
  else output.print(secret);
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
