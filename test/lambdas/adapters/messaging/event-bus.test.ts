import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { createEventBus } from '../../../../lambdas/adapters/messaging/event-bus.ts';
import { buildJobEvent } from '../../../../lambdas/core/event/event.ts';
import { buildGroupEvent } from '../../../../lambdas/core/group/event.ts';
import { type EventBus, startEventBus } from '../../../../sandbox/emulators/start-event-bus.ts';
import { live, seen } from '../../../support/evidence.ts';
import { anEntry } from '../../../support/group-entries.ts';

const BUS_ARN = 'arn:aws:events:eu-west-1:210987654321:event-bus/jobs';
const QUEUE_ARN = 'arn:aws:sqs:eu-west-1:000000000000:follow';
const JOB = live([seen('notice', '2026-03-14T07:32:43.000Z')]);
if (!JOB) throw new Error('no job');
const anEvent = buildJobEvent(JOB, 1);
const received: Record<string, unknown>[] = [];
let emulator: EventBus;

const configFor = (endpoint: string) => ({
  endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});
const aBus = () => createEventBus(BUS_ARN, configFor(emulator.endpoint));

beforeAll(async () => {
  emulator = await startEventBus((queueArn, body) => {
    received.push({ queueArn, ...JSON.parse(body) });
    return Promise.resolve();
  });
  const client = new EventBridgeClient(configFor(emulator.endpoint));
  const rules = { job: { data: { jobId: [JOB.jobId] } }, other: { data: { jobId: ['no'] } } };
  for (const [Name, detail] of Object.entries(rules)) {
    const EventPattern = JSON.stringify({ source: ['glacier-job-notifier'], detail });
    await client.send(new PutRuleCommand({ Name, EventBusName: BUS_ARN, EventPattern }));
    const Targets = [{ Id: 'queue', Arn: QUEUE_ARN }];
    await client.send(new PutTargetsCommand({ Rule: Name, EventBusName: 'jobs', Targets }));
  }
});
beforeEach(() => {
  received.length = 0;
});
afterAll(() => emulator.stop());

it('puts an event with its type, its body, its time and its vault', async () => {
  expect(await aBus().publish([anEvent])).toStrictEqual([]);
  expect(received).toStrictEqual([
    {
      queueArn: QUEUE_ARN,
      version: '0',
      id: expect.any(String),
      'detail-type': 'glacier.job.succeeded',
      source: 'glacier-job-notifier',
      account: '123456789012',
      region: 'eu-west-1',
      time: JSON.parse(anEvent.body).timestamp.replace('.000Z', 'Z'),
      resources: [JOB.vaultArn],
      detail: JSON.parse(anEvent.body),
    },
  ]);
});

it('puts an event of a group, which has no vault', async () => {
  const event = buildGroupEvent(anEntry());
  expect(await aBus().publish([event!])).toStrictEqual([]);
});

it('answers which of more than ten entries were refused, and whether a retry can help', async () => {
  emulator.refuseNext('ThrottlingException', 'MalformedDetail', 'InternalFailure');
  const refused = await aBus().publish(Array(21).fill(anEvent));
  const reason = (code: string) => `${code}: refused by the sandbox (event bus ${BUS_ARN})`;
  expect(refused).toStrictEqual([
    { index: 0, reason: reason('ThrottlingException'), isEntryFault: false },
    { index: 1, reason: reason('MalformedDetail'), isEntryFault: true },
    { index: 2, reason: reason('InternalFailure'), isEntryFault: false },
  ]);
  expect(received).toHaveLength(18);
});

it('throws when the bus cannot be reached', async () => {
  const bus = createEventBus('jobs', configFor('http://127.0.0.1:9'));
  await expect(bus.publish([anEvent])).rejects.toThrow();
});

it('takes a request that is denied as a whole for entries that are denied', async () => {
  const server = createServer((request, response) => {
    request.resume();
    const type = 'com.amazon.coral.service#AccessDeniedException';
    response.writeHead(400, {
      'x-amzn-errortype': type,
      'content-type': 'application/x-amz-json-1.1',
    });
    response.end(JSON.stringify({ __type: type, message: 'not authorized' }));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const bus = createEventBus(BUS_ARN, configFor(`http://127.0.0.1:${port}`));
  const [failed] = await bus.publish([anEvent]);
  expect(JSON.stringify(failed)).toContain('AccessDeniedException');
});
