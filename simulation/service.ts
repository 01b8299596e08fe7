import type { OperatorEvent } from '../lambdas/core/delivery/operator-event.ts';
import type { EndpointState } from '../lambdas/core/endpoint/state.ts';
import { chooseByMood } from './faults/receiver-moods.ts';
import type { Deployment } from './functions/deployment.ts';
import { silent, type Telemetry } from './functions/tools.ts';
import type { Listener } from './listener.ts';
import { createDeliveriesTable, type DeliveriesTable } from './ports/deliveries-table.ts';
import { createEndpointsTable, type EndpointsTable } from './ports/endpoints-table.ts';
import { createGlacier, type SimulatedGlacier } from './ports/glacier.ts';
import { createJobsIndex, type JobsIndex } from './ports/jobs-index.ts';
import { createJobsTable, type JobsTable, jobName } from './ports/jobs-table.ts';
import { createQueue, type SimulatedQueue } from './ports/queue.ts';
import { type ChooseManner, createReceivers, type Receivers } from './ports/receivers.ts';
import { createJobsStream, type JobsStream } from './ports/stream.ts';
import type { World } from './world.ts';

/** The tables, queues and topics of a deployment, and what is outside of it. */
export interface Service {
  readonly world: World;
  readonly deployment: Deployment;
  readonly glacier: SimulatedGlacier;
  readonly jobs: JobsTable;
  readonly index: JobsIndex;
  readonly stream: JobsStream;
  readonly endpoints: EndpointsTable;
  readonly deliveries: DeliveriesTable;
  readonly pollQueue: SimulatedQueue;
  readonly deliveryQueue: SimulatedQueue;
  readonly receivers: Receivers;
  readonly telemetry: Telemetry;
  /** Keeps something in a failure queue. */
  readonly keep: (queue: string, failed: unknown) => void;
  readonly onPublished: (eventId: string, body: string) => void;
  readonly onOperatorEvent: (event: OperatorEvent) => void;
}

/** What a service is created from. */
export interface ServiceOptions {
  readonly world: World;
  readonly deployment: Deployment;
  readonly listener: Listener;
  readonly vaultArns: readonly string[];
  readonly endpoints: readonly Partial<EndpointState>[];
  /** @default - healthy for hours, then in trouble for a while */
  readonly choose?: ChooseManner;
}

const LAG_MS = 2000;

/** Creates the tables and queues of a deployment, and what is outside of it. */
export const createService = (options: ServiceOptions): Service => {
  const { world, deployment, listener, vaultArns } = options;
  const { time, random, faults } = world;
  const index = createJobsIndex();
  const stream = createJobsStream(time.nowMs, deployment.streamFilters);
  const queueDeps = { time, random, repeats: () => faults.happens('message repeated', 0.002) };
  const service: Service = {
    world,
    deployment,
    index,
    stream,
    glacier: createGlacier(vaultArns),
    jobs: createJobsTable((before, after) => {
      listener.onJobChange(before, after);
      stream.follow(before, after);
      const name = jobName(after);
      time.after(random() * LAG_MS, () => index.follow(name, service.jobs.rows.get(name)));
    }),
    endpoints: createEndpointsTable(options.endpoints),
    deliveries: createDeliveriesTable(),
    pollQueue: createQueue(deployment.queueOf('PollerPollQueue'), queueDeps),
    deliveryQueue: createQueue(deployment.queueOf('SenderDeliveryQueue'), queueDeps),
    receivers: createReceivers(time, options.choose ?? chooseByMood(world), listener.onArrival),
    telemetry: silent,
    keep: listener.onKept,
    onPublished: listener.onPublished,
    onOperatorEvent: listener.onOperatorEvent,
  };
  return service;
};
