import { isLeased } from '../../lambdas/core/delivery/lease.ts';
import type { EndpointChange } from '../../lambdas/core/endpoint/changes.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import { plusHours } from '../../lambdas/core/instant.ts';
import { readJobItem } from '../../lambdas/core/job/item.ts';
import type { Transition } from '../../lambdas/core/job/job.ts';
import type { JobWrite, WriteGuard } from '../../lambdas/core/job/store.ts';
import { deliveryName } from '../ports/deliveries-table.ts';
import { jobName } from '../ports/jobs-table.ts';
import type { Service } from '../service.ts';
import { START_MS } from '../world.ts';
import { change, changeFunction, type Plant } from './changes.ts';

const SIX_HOURS_MS = 6 * 3_600_000;

const stopLater = (name: string): Plant =>
  changeFunction(name, async (handle, { world }) =>
    world.time.nowMs() < START_MS + SIX_HOURS_MS ? handle() : { batchItemFailures: [] },
  );

const dropFailures = (name: string): Plant =>
  changeFunction(name, async (handle) => {
    await handle();
    return { batchItemFailures: [] };
  });

const changeWrites = (make: (write: JobWrite, service: Service) => JobWrite): Plant =>
  change('jobs', ({ write }, service) => ({ write: (job) => write(make(job, service)) }));

const changeSteps = (make: (steps: readonly Transition[]) => readonly Transition[]): Plant =>
  changeWrites(({ set, ...write }) => {
    const { transitions } = set;
    const isRewrite = Array.isArray(transitions);
    return { ...write, set: isRewrite ? { ...set, transitions: make(transitions) } : set };
  });

const changeEndpoints = (make: (change: EndpointChange) => EndpointChange): Plant =>
  change('endpoints', (sound) => ({
    change: (endpointId, wanted) => sound.change(endpointId, make(wanted)),
  }));

const unguard =
  (kind: WriteGuard['kind']) =>
  (job: JobWrite, { jobs }: Service): JobWrite => {
    const row = jobs.rows.get(jobName(job.key));
    const guard = row ? ({ ...row, kind: 'as-decided' } as const) : ({ kind: 'new' } as const);
    return job.guard.kind === kind ? { ...job, guard } : job;
  };

/** Changes that a simulation must find, each by the mistake that it stands for. */
export const PLANTED_FAULTS: Readonly<Record<string, Plant>> = {
  'The first write of a new job loses its condition': changeWrites(unguard('new')),
  'The first write of a completion loses its condition': changeWrites(unguard('new-or-pending')),
  'A rewrite loses its condition': changeWrites(unguard('as-decided')),
  'A rewrite that has failed is reported as written': change('jobs', ({ write }) => ({
    write: async (job) => (job.guard.kind === 'as-decided' ? { kind: 'written' } : write(job)),
  })),
  'A clash is reported as written': change('jobs', ({ write }) => ({
    write: async (job) => {
      await write(job);
      return { kind: 'written' };
    },
  })),
  'An event is announced before its record': change('jobs', ({ write }, { topic }) => ({
    write: async (job) => {
      const { append: transitions, key, set, setIfMissing } = job;
      const row = { ...setIfMissing, ...set, ...key, transitions, sequence: 1, revision: 1 };
      if (transitions.length > 0) await topic.publish([buildJobEvent(readJobItem(row), 1)]);
      return write(job);
    },
  })),
  'A rewrite drops the first transition': changeSteps((steps) => steps.slice(1)),
  'A rewrite drops members that this version does not know': changeSteps((steps) =>
    steps.map(({ status, at, source, announcedAs }) => ({ status, at, source, announcedAs })),
  ),
  'A rewrite drops what an event was announced as': changeSteps((steps) =>
    steps.map(({ announcedAs: _, ...step }) => step),
  ),
  'A reminder is recorded twice': changeSteps((steps) =>
    steps.flatMap((step) => (step.status === 'Expiring' ? [step, step] : [step])),
  ),
  'A rewrite changes a detail that an event has carried': changeWrites((job) =>
    job.guard.kind === 'as-decided' ? { ...job, set: { ...job.set, action: 'Select' } } : job,
  ),
  'The sequence restarts at every write': changeWrites((job) => ({
    ...job,
    set: { ...job.set, sequence: 1 },
  })),
  'The index misses a partition': change('index', ({ page }) => ({
    page: async (range, start) =>
      range.statusKey === 'Expiring' ? { jobs: [] } : page(range, start),
  })),
  'A page of the index has no next': change('index', ({ page }) => ({
    page: async (range, start) => ({ ...(await page(range, start)), next: undefined }),
  })),
  'The lead of reminders is subtracted twice': change('index', ({ page }) => ({
    page: (range, start) => {
      const hours = range.statusKey === 'Succeeded' ? -4 : 0;
      return page({ ...range, upTo: plusHours(range.upTo, hours) }, start);
    },
  })),
  'Every tick polls all jobs': change('index', ({ page }) => ({
    page: ({ statusKey, upTo }, start) => page({ statusKey, upTo }, start),
  })),
  'A busy Glacier passes for one that does not know the job': change(
    'glacier',
    ({ describe }, { jobs, world }) => ({
      describe: (key, ...at) =>
        jobs.rows.has(jobName(key)) && world.random() < 0.1
          ? { kind: 'job-not-found' }
          : describe(key, ...at),
    }),
  ),
  'A list of Glacier ends after its first page': change('glacier', ({ list }) => ({
    list: (...listing) => ({ ...list(...listing), next: undefined }),
  })),
  'A missing vault passes for a missing job': change('glacier', ({ describe }) => ({
    describe: (...job) => {
      const answer = describe(...job);
      return answer.kind === 'vault-not-found' ? { kind: 'job-not-found' } : answer;
    },
  })),
  'The output location of a Select job is not read': changeWrites(({ set: all, ...write }) => {
    const { outputLocation: _, ...set } = all;
    const { statusCode, completionDate } = set;
    const isEnded = statusCode === 'Succeeded' && typeof completionDate === 'string';
    const outputExpiresAt = isEnded ? plusHours(completionDate, 24) : undefined;
    return { ...write, set: { outputExpiresAt, ...set } };
  }),
  'The filter of the stream drops updates': change('stream', ({ follow }) => ({
    follow: (before, after) => before ?? follow(before, after),
  })),
  'fan-out continues behind a record that has failed': dropFailures('FanOut'),
  'sender deletes messages that have failed': dropFailures('Sender'),
  'intake acknowledges notices before they are recorded': changeFunction('Intake', (handle) => {
    void handle().catch(() => undefined);
    return Promise.resolve();
  }),
  'The schedule of the poller stops': stopLater('Poller'),
  'The schedule of redeliver stops': stopLater('Redeliver'),
  'An entry that the topic refuses is not reported': change('topic', ({ publish }) => ({
    publish: async (events) => (await publish(events)).slice(0, 0),
  })),
  'An entry that the queue refuses is not reported': change('deliveryBatches', ({ send }) => ({
    send: async (messages) => (await send(messages)).slice(0, 0),
  })),
  'A webhook has a member that the topic does not have': change('deliveryBatches', ({ send }) => ({
    send: (messages) =>
      send(messages.map((one) => ({ ...one, body: one.body.replace('{', '{"test":false,') }))),
  })),
  'The list of endpoints is cut after the first': change('endpoints', ({ rows }) => ({
    rows: new Map([...rows].slice(0, 1)),
  })),
  'fan-out never reads the list of endpoints again': change('endpoints', ({ rows }) => ({
    rows: new Map(rows),
  })),
  'The circuit of an endpoint never closes': changeEndpoints(({ remove = [], ...rest }) => ({
    ...rest,
    remove: remove.filter((name) => name !== 'failureCount'),
  })),
  'Endpoints in trouble are not looked after': change('endpoints', () => ({
    listUnhealthy: () => [],
  })),
  'A receiver that answers 410 stays in service': changeEndpoints((wanted) =>
    wanted.set?.['state'] === 'disabled' ? { ...wanted, set: {} } : wanted,
  ),
  'A message is deleted instead of delayed': change('deliveryQueue', ({ remove }) => ({
    delay: (handle) => remove(handle),
  })),
  'A delivery is recorded without its condition': change('deliveries', ({ record, rows }) => ({
    record: (row) => record(row, rows.get(deliveryName(row))),
  })),
  'A late failure overwrites a success': change('deliveries', ({ record, rows }) => ({
    record: (row, previous) => {
      const known = rows.get(deliveryName(row));
      return record(row, known?.state === 'delivered' ? known : previous);
    },
  })),
  'A lease loses its end': change('deliveries', ({ record }) => ({
    record: (row, previous) =>
      record(isLeased(row) ? { ...row, nextAttemptAt: undefined } : row, previous),
  })),
  'sender takes every message for the first': change('deliveries', () => ({
    get: async () => undefined,
  })),
};
