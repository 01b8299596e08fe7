import { randomUUID } from 'node:crypto';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { startLocalServer } from '../glacier/api/local-server.ts';
import { compilePattern, type EventFilter } from '../sources/event-filter.ts';
import { account } from '../template/account.ts';
import type { EmulatedService } from './start-dynamodb.ts';

/** An emulated EventBridge, in which every bus exists: PutEvents, PutRule, and PutTargets for queues. */
export interface EventBus extends EmulatedService {
  /** Refuses the next entries of PutEvents, one with each error code. */
  refuseNext(...errorCodes: readonly string[]): void;
}

const EventBusName = z
  .string()
  .default('default')
  .transform((nameOrArn) => nameOrArn.replace(/^arn:.*?:event-bus\//, ''));
const fromJson = z.string().transform((text): unknown => JSON.parse(text));
const Entry = z.object({
  EventBusName,
  Source: z.string(),
  DetailType: z.string(),
  Detail: fromJson,
  Time: z.number(),
  Resources: z.array(z.string()).default([]),
});
const PutEvents = z.object({ Entries: z.array(Entry).min(1).max(10) });
const PutRule = z.object({
  Name: z.string(),
  EventBusName,
  EventPattern: fromJson.pipe(z.record(z.string(), z.unknown())),
});
const PutTargets = z.object({
  Rule: z.string(),
  EventBusName,
  Targets: z.array(z.object({ Arn: z.string().regex(/^arn:.*:sqs:/, 'expected a queue') })),
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const startEventBus = async (
  sendToQueue: (queueArn: string, body: string) => Promise<void>,
): Promise<EventBus> => {
  const rules = new Map<string, { busName: string; passes: EventFilter; queues: string[] }>();
  const refusals: string[] = [];
  const put = async (entry: z.output<typeof Entry>) => {
    const ErrorCode = refusals.shift();
    if (ErrorCode !== undefined) return { ErrorCode, ErrorMessage: 'refused by the sandbox' };
    const event = toEvent(entry);
    const queues = [...rules.values()]
      .filter(({ busName, passes }) => busName === entry.EventBusName && passes(event))
      .flatMap((rule) => rule.queues);
    await Promise.all(queues.map((queueArn) => sendToQueue(queueArn, JSON.stringify(event))));
    return { EventId: event.id };
  };
  const answer = async (action: string, request: unknown): Promise<object> => {
    if (action === 'PutEvents') {
      return { Entries: await Promise.all(PutEvents.parse(request).Entries.map(put)) };
    }
    if (action === 'PutRule') {
      const { Name, EventBusName: busName, EventPattern } = PutRule.parse(request);
      rules.set(`${busName}/${Name}`, {
        busName,
        passes: compilePattern(EventPattern),
        queues: [],
      });
      return {};
    }
    const { Rule, EventBusName: busName, Targets } = PutTargets.parse(request);
    rules.get(`${busName}/${Rule}`)?.queues.push(...Targets.map(({ Arn }) => Arn));
    return { FailedEntryCount: 0 };
  };
  const server = await startLocalServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).replace('AWSEvents.', '');
    const [status, body] = await json(request)
      .then(async (asked) => [200, await answer(action, asked)] as const)
      .catch(({ message }: Error) => [400, { __type: 'ValidationException', message }] as const);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  }, 0);
  const refuseNext = (...errorCodes: readonly string[]) => void refusals.push(...errorCodes);
  return { endpoint: server.url, stop: server.stop, refuseNext };
};

const toEvent = ({ DetailType, Source, Time, Resources, Detail }: z.output<typeof Entry>) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': DetailType,
  source: Source,
  account: account.id,
  time: new Date(Time * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
  region: account.region,
  resources: Resources,
  detail: Detail,
});
