import * as z from 'zod';
import type { SandboxFunction } from '../../functions/start-function.ts';
import { readEventFilters } from '../../sources/event-filter.ts';
import { createQueueMapping } from '../../sources/queue-mapping.ts';
import { createStreamMapping } from '../../sources/stream-mapping.ts';
import { createStreamReader } from '../../sources/stream-reader.ts';
import type { ResourceMaker } from '../../template/create-resources.ts';
import type { WorldPart } from '../../time/world-part.ts';
import type { StackContext } from '../stack-context.ts';
import { found } from '../stack-registry.ts';
import { sendToArn } from '../targets.ts';

const EventSourceMapping = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.coerce.number().optional(),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  FilterCriteria: z.unknown().optional(),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number() }).optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.coerce.number().default(-1),
  MaximumRecordAgeInSeconds: z.coerce.number().default(-1),
  DestinationConfig: z
    .object({ OnFailure: z.object({ Destination: z.string() }).optional() })
    .default({}),
});
type EventSourceMapping = z.output<typeof EventSourceMapping>;

/** Connects the queues and streams of a template to their functions. */
export const eventSourceMappingMaker =
  (context: StackContext): ResourceMaker =>
  ({ logicalId, properties }) => {
    const mapping = EventSourceMapping.parse(properties);
    const state = mapping.Enabled ? 'Enabled' : 'Disabled';
    const { mappings } = found(context.registry.functions, mapping.FunctionName);
    mappings.push({ id: logicalId, source: mapping.EventSourceArn, state });
    if (mapping.Enabled) context.parts.push(createMapping(context, mapping));
    return { ref: logicalId, attributes: { Id: logicalId } };
  };

const createMapping = (context: StackContext, mapping: EventSourceMapping): WorldPart => {
  const fn = found(context.registry.functions, mapping.FunctionName);
  switch (mapping.EventSourceArn.split(':')[2]) {
    case 'sqs':
      return mapQueue(context, mapping, fn);
    case 'dynamodb':
      return mapStream(context, mapping, fn);
    default:
      throw new Error(`The sandbox does not support the event source ${mapping.EventSourceArn}`);
  }
};

const commonOptions = (context: StackContext, mapping: EventSourceMapping) => ({
  batchingWindowMs: mapping.MaximumBatchingWindowInSeconds * 1000,
  reportsItemFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
  filters: readEventFilters(mapping.FilterCriteria),
  clock: context.clock,
});

const mapQueue = (
  context: StackContext,
  mapping: EventSourceMapping,
  fn: SandboxFunction,
): WorldPart =>
  createQueueMapping({
    ...commonOptions(context, mapping),
    fn,
    queue: found(context.registry.queues, mapping.EventSourceArn),
    batchSize: mapping.BatchSize ?? 10,
    maximumConcurrency: mapping.ScalingConfig?.MaximumConcurrency ?? Number.POSITIVE_INFINITY,
    sqs: context.clients.sqs,
    messaging: context.messaging,
  });

const mapStream = (
  context: StackContext,
  mapping: EventSourceMapping,
  fn: SandboxFunction,
): WorldPart => {
  const { clock, clients, report } = context;
  const streamArn = mapping.EventSourceArn;
  const reader = createStreamReader({ streamArn, streams: clients.streams, clock });
  const onFailureArn = mapping.DestinationConfig.OnFailure?.Destination;
  return createStreamMapping({
    ...commonOptions(context, mapping),
    fn,
    streamArn,
    reader: {
      readNew: async () => {
        const changes = await reader.readNew();
        for (const { record } of changes) report({ kind: 'changed', streamArn, record });
        return changes;
      },
    },
    batchSize: mapping.BatchSize ?? 100,
    bisectsOnError: mapping.BisectBatchOnFunctionError,
    maximumRetries: mapping.MaximumRetryAttempts,
    maximumRecordAgeMs:
      mapping.MaximumRecordAgeInSeconds < 0 ? -1 : mapping.MaximumRecordAgeInSeconds * 1000,
    sendFailure: async (body) => {
      if (onFailureArn !== undefined) await sendToArn(context, onFailureArn, body);
    },
  });
};
