import { type DeliveryMessage, writeDeliveryMessage } from '../lambdas/core/delivery/message.ts';
import type { OperatorEvent } from '../lambdas/core/delivery/operator-event.ts';
import type { DeliveryQueue } from '../lambdas/core/delivery/ports.ts';
import type { EndpointState } from '../lambdas/core/endpoint/state.ts';
import type { AnnouncedEvent } from '../lambdas/core/event/announced-event.ts';
import type { EventsTopic } from '../lambdas/core/event/topic.ts';
import type { Job, Transition } from '../lambdas/core/job/job.ts';
import { createGlacierFaults } from './faults/glacier-faults.ts';
import { chooseByMood } from './faults/receiver-moods.ts';
import type { Deployment } from './functions/deployment.ts';
import type { Handle } from './functions/lambda.ts';
import { silent, type Telemetry } from './functions/tools.ts';
import { createGroupTables, followMember, type GroupTables } from './groups/group-tables.ts';
import type { Listener } from './listener.ts';
import { takeEach } from './ports/batch-requests.ts';
import { createDeliveriesTable, type DeliveriesTable } from './ports/deliveries-table.ts';
import { createEndpointsTable, type EndpointsTable } from './ports/endpoints-table.ts';
import { createGlacier, type SimulatedGlacier } from './ports/glacier.ts';
import { createJobsIndex, type JobsIndex } from './ports/jobs-index.ts';
import { createJobsTable, type JobsTable, jobName } from './ports/jobs-table.ts';
import { createQueue, type SimulatedQueue } from './ports/queue.ts';
import { type ChooseManner, createReceivers, type Receivers } from './ports/receivers.ts';
import { createJobsStream, type TableStream } from './ports/stream.ts';
import { createVaults, type SimulatedVaults } from './ports/vaults.ts';
import type { World } from './world.ts';

/** The tables, queues and topics of a deployment, and what is outside of it. */
export interface Service extends GroupTables {
  readonly world: World;
  readonly deployment: Deployment;
  readonly glacier: SimulatedGlacier;
  /** Whether Glacier refuses a request for now. */
  readonly isThrottled: () => boolean;
  readonly vaults: SimulatedVaults;
  readonly jobs: JobsTable;
  readonly index: JobsIndex;
  readonly stream: TableStream<Job>;
  readonly endpoints: EndpointsTable;
  readonly deliveries: DeliveriesTable;
  readonly pollQueue: SimulatedQueue;
  readonly deliveryQueue: SimulatedQueue;
  readonly receivers: Receivers;
  readonly telemetry: Telemetry;
  readonly topic: EventsTopic;
  /** Sends to the delivery queue in batch requests. */
  readonly deliveryBatches: DeliveryQueue;
  /** Changes what a copy of a function does; only planted faults do. */
  readonly changeHandler: <Event>(name: string, handle: Handle<Event>) => Handle<Event>;
  /** Keeps something in a failure queue. */
  readonly keep: (queue: string, failed: unknown) => void;
  readonly onOperatorEvent: (event: OperatorEvent) => void;
}

/** What a service is created from. */
export interface ServiceOptions {
  readonly world: World;
  readonly deployment: Deployment;
  readonly listener: Listener;
  readonly vaultArns: readonly string[];
  readonly endpoints: readonly Partial<EndpointState>[];
  /** From how many of its first messages a queue delivers one. @default - all */
  readonly disorder?: number;
  /** How many entries a page of an index or a list of Glacier has. @default - as many as of AWS */
  readonly pageEntries?: number;
  /** @default - healthy for hours, then in trouble for a while */
  readonly choose?: ChooseManner;
}

const LAG_MS = 2000;
const LATER = { laterMember: 'kept' };

/** Creates the tables and queues of a deployment, and what is outside of it. */
export const createService = (options: ServiceOptions): Service => {
  const { world, deployment, listener, vaultArns, pageEntries } = options;
  const { time, random, faults } = world;
  const index = createJobsIndex(pageEntries);
  const glacierFaults = createGlacierFaults(world, vaultArns);
  const stream = createJobsStream(time.nowMs, deployment.filtersOf('JobsTable'));
  const groupTables = createGroupTables(options);
  const repeats = () => faults.happens('message repeated', 0.02);
  const queueDeps = { time, random, repeats, disorder: options.disorder };
  const deliveryQueue = createQueue(deployment.queueOf('SenderDeliveryQueue'), {
    ...queueDeps,
    onDead: (body) => listener.onKept('dead letter', body),
  });
  // Two versions run side by side: the later one writes a member that this one does not know.
  const addLater = (step: Transition): Transition =>
    faults.happens('later version', 0.05) ? { ...step, ...LATER } : step;
  const service: Service = {
    world,
    deployment,
    index,
    stream,
    ...groupTables,
    glacier: createGlacier(vaultArns, {
      onDescribed: listener.onDescribed,
      isHidden: glacierFaults.isHidden,
      pageJobs: pageEntries,
    }),
    isThrottled: glacierFaults.isThrottled,
    vaults: createVaults(),
    jobs: createJobsTable((before, after) => {
      listener.onJobChange(before, after);
      stream.follow(before, after);
      const name = jobName(after);
      time.after(random() * LAG_MS, () => index.follow(name, service.jobs.rows.get(name)));
      followMember(after, { ...groupTables, rows: service.jobs.rows, world });
    }, addLater),
    endpoints: createEndpointsTable(options.endpoints, listener.onEndpointChange),
    deliveries: createDeliveriesTable(listener.onDeliveryChange, pageEntries),
    pollQueue: createQueue(deployment.queueOf('PollerPollQueue'), queueDeps),
    deliveryQueue,
    receivers: createReceivers(time, options.choose ?? chooseByMood(world), listener.onArrival),
    telemetry: silent,
    keep: listener.onKept,
    topic: {
      publish: takeEach(faults, (event: AnnouncedEvent) =>
        listener.onPublished(event.id, event.body),
      ),
    },
    deliveryBatches: {
      send: takeEach(faults, (message: DeliveryMessage) =>
        deliveryQueue.send(writeDeliveryMessage(message)),
      ),
    },
    changeHandler: (_name, handle) => handle,
    onOperatorEvent: listener.onOperatorEvent,
  };
  return service;
};
