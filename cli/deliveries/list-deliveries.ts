import { DELIVERY_STATES, type DeliveryState } from '../../lambdas/core/delivery/delivery.ts';
import { pagesOf } from '../../lambdas/core/delivery/pages.ts';
import type { WaitingDelivery } from '../../lambdas/core/delivery/ports.ts';
import type { Service } from '../deployment/service.ts';
import { unknownEndpoint } from '../endpoints/endpoint-ports.ts';
import type { Context } from '../framework/context.ts';
import type { Since } from '../framework/options/option-values.ts';
import { createJsonList } from '../framework/output/json-list.ts';
import type { Output } from '../framework/output/output.ts';
import { createTable } from '../framework/output/table.ts';
import { createReplayPorts, type DeliveryCommandPorts } from './replay-ports.ts';

/** The states that the index by endpoint knows: all but the usual one. */
const LISTED_STATES = DELIVERY_STATES.filter((state) => state !== 'delivered');

/** The options of `deliveries list`. */
export interface DeliveriesRequest {
  readonly endpoint?: string | undefined;
  readonly state?: readonly DeliveryState[] | undefined;
  /** @default - the 30 days for which rows are kept */
  readonly since?: Since | undefined;
  readonly limit: number;
}

/** Lists undelivered events by endpoint, oldest first. */
export const listDeliveries = async (
  { output, connect }: Context,
  request: DeliveriesRequest,
): Promise<undefined> => {
  const service = await connect();
  const ports = createReplayPorts(service, output);
  const now = service.clock.now();
  const from = request.since?.(now) ?? '';
  const endpointIds = await chooseEndpoints(request.endpoint, ports, service);
  const printer = createPrinter(output);
  let left = request.limit;
  for await (const entries of pagesOfEach(endpointIds, { from, to: now, request, ports })) {
    printer.add(entries.slice(0, left));
    left -= entries.length;
    if (left < 0) break;
  }
  printer.end({ isCut: left < 0 });
  if (left < 0) output.note(`Showing the first ${request.limit}: raise --limit to see more.`);
  else if (left === request.limit) output.note('No deliveries found.');
};

const COLUMNS = [
  { title: 'EVENT', minWidth: 31 },
  { title: 'ENDPOINT', minWidth: 35, leaveOut: 4 },
  { title: 'STATE', minWidth: 9 },
  { title: 'ATTEMPTS', minWidth: 8, leaveOut: 2 },
  { title: 'UPDATED', minWidth: 24, leaveOut: 3 },
  { title: 'NEXT', minWidth: 24, leaveOut: 1 },
];

const createPrinter = (output: Output) => {
  const list = output.isJson ? createJsonList(output, 'deliveries') : undefined;
  const table = createTable(output, COLUMNS);
  return {
    add: (entries: readonly WaitingDelivery[]) => {
      if (list) list.add(entries);
      else table.add(entries.map(toRow));
    },
    end: (rest: { readonly isCut: boolean }) => list?.end(rest),
  };
};

interface Search {
  readonly from: string;
  readonly to: string;
  readonly request: DeliveriesRequest;
  readonly ports: DeliveryCommandPorts;
}

const pagesOfEach = async function* (
  endpointIds: readonly string[],
  { from, to, request: { state }, ports }: Search,
): AsyncGenerator<readonly WaitingDelivery[]> {
  for (const endpointId of endpointIds) {
    const range = { endpointId, from, to, states: state ?? LISTED_STATES };
    yield* pagesOf((startKey) => ports.index.ofEndpoint(range, startKey));
  }
};

/** The named endpoint, or all. */
const chooseEndpoints = async (
  endpointId: string | undefined,
  { endpoints }: DeliveryCommandPorts,
  service: Service,
): Promise<readonly string[]> => {
  if (endpointId === undefined) return (await endpoints.list()).map((one) => one.endpointId);
  if ((await endpoints.get(endpointId)) === undefined) throw unknownEndpoint(endpointId, service);
  return [endpointId];
};

const toRow = (entry: WaitingDelivery): string[] => [
  entry.eventId,
  entry.endpointId,
  entry.state,
  String(entry.attemptCount),
  entry.updatedAt,
  entry.nextAttemptAt ?? '',
];
