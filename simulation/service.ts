import type { EndpointState } from '../lambdas/core/endpoint/state.ts';
import { createGlacierFaults } from './faults/glacier-faults.ts';
import type { Deployment } from './functions/deployment.ts';
import type { Checks } from './invariants/checks.ts';
import { createDeliveriesTable, type DeliveriesTable } from './ports/deliveries-table.ts';
import { createEndpointsTable, type EndpointsTable } from './ports/endpoints-table.ts';
import { createGlacier, type SimulatedGlacier } from './ports/glacier.ts';
import { createJobsIndex, type JobsIndex } from './ports/jobs-index.ts';
import { createJobsTable, type JobsTable, jobName } from './ports/jobs-table.ts';
import { createQueue, type SimulatedQueue } from './ports/queue.ts';
import { createReceivers, type Receivers } from './ports/receivers.ts';
import { createJobsStream, type JobsStream } from './ports/stream.ts';
import { createVaults, type SimulatedVaults } from './ports/vaults.ts';
import type { World } from './world.ts';

/** The tables, queues and topics of a deployment, and what is outside of it. */
export interface Service {
  readonly world: World;
  readonly deployment: Deployment;
  readonly glacier: SimulatedGlacier;
  /** Whether Glacier refuses a request for now. */
  readonly isThrottled: () => boolean;
  readonly vaults: SimulatedVaults;
  readonly jobs: JobsTable;
  readonly index: JobsIndex;
  readonly stream: JobsStream;
  readonly endpoints: EndpointsTable;
  readonly deliveries: DeliveriesTable;
  readonly pollQueue: SimulatedQueue;
  readonly deliveryQueue: SimulatedQueue;
  readonly receivers: Receivers;
  /** Keeps something in a failure queue. */
  readonly keep: (queue: string, failed: unknown) => void;
  readonly onPublished: (eventId: string, body: string) => void;
  readonly onOperatorEvent: (event: { readonly type: string }) => void;
}

/** What a service is created from. */
export interface ServiceOptions {
  readonly world: World;
  readonly deployment: Deployment;
  readonly checks: Checks;
  readonly vaultArns: readonly string[];
  readonly endpoints: readonly Partial<EndpointState>[];
}

const LAG_MS = 2000;

/** Creates the tables and queues of a deployment, and what is outside of it. */
export const createService = (options: ServiceOptions): Service => {
  const { world, deployment, checks, vaultArns } = options;
  const { time, random, faults } = world;
  const index = createJobsIndex();
  const glacierFaults = createGlacierFaults(world, vaultArns);
  const stream = createJobsStream(time.nowMs, deployment.streamFilters);
  const queueDeps = { time, random, repeats: () => faults.happens('message repeated', 0.002) };
  const service: Service = {
    world,
    deployment,
    index,
    stream,
    glacier: createGlacier(vaultArns, glacierFaults.isHidden),
    isThrottled: glacierFaults.isThrottled,
    vaults: createVaults(),
    jobs: createJobsTable((before, after) => {
      checks.onJobChange(before, after);
      stream.follow(before, after);
      const name = jobName(after);
      time.after(random() * LAG_MS, () => index.follow(name, service.jobs.rows.get(name)));
    }),
    endpoints: createEndpointsTable(options.endpoints),
    deliveries: createDeliveriesTable(),
    pollQueue: createQueue(deployment.queueOf('PollerPollQueue'), queueDeps),
    deliveryQueue: createQueue(deployment.queueOf('SenderDeliveryQueue'), queueDeps),
    receivers: createReceivers(world, checks.onArrival),
    keep: checks.onKept,
    onPublished: checks.onPublished,
    onOperatorEvent: checks.onOperatorEvent,
  };
  return service;
};
