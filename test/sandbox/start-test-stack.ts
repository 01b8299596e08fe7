import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, onTestFinished } from 'vitest';
import { createClients } from '../../sandbox/emulators/create-clients.ts';
import { startDynamodb } from '../../sandbox/emulators/start-dynamodb.ts';
import { startMessaging } from '../../sandbox/emulators/start-messaging.ts';
import type { Happening } from '../../sandbox/narration/happenings.ts';
import { createStack } from '../../sandbox/start/create-stack.ts';
import { CloudTemplate } from '../../sandbox/template/cloud-template.ts';
import { createVirtualClock } from '../../sandbox/time/virtual-clock.ts';
import { createWorld } from '../../sandbox/time/world.ts';

/** The code of a function, by the name that its template gives as `Code.S3Key`. */
type Sources = Readonly<Record<string, string>>;

/** The emulated services of a test file, which its tests share: starting them takes longest. */
const startServices = async () => {
  const clock = createVirtualClock();
  const [dynamodb, messaging] = await Promise.all([
    startDynamodb(''),
    startMessaging({ clock, report: () => undefined }),
  ]);
  const endpoints = { dynamodb: dynamodb.endpoint, messaging: messaging.endpoint, events: '' };
  const clients = createClients(endpoints);
  const stop = async () => {
    clients.destroy();
    await Promise.all([dynamodb.stop(), messaging.stop()]);
  };
  return { clock, messaging, endpoints, clients, stop };
};

let shared: ReturnType<typeof startServices> | undefined;
let stackCount = 0;

afterAll(async () => {
  await (await shared)?.stop();
});

/** A small stack on the emulated services, which ends with the test. */
export const startTestStack = async (
  resources: Readonly<Record<string, object>>,
  { sources = {}, outputs = {} }: { sources?: Sources; outputs?: Record<string, unknown> } = {},
) => {
  shared ??= startServices();
  const { clock, messaging, endpoints, clients } = await shared;
  stackCount += 1;
  const happenings: Happening[] = [];
  const report = (happening: Happening) => void happenings.push(happening);
  const stack = await createStack({
    assembly: {
      stackName: `Test${stackCount}`,
      template: CloudTemplate.parse({
        Resources: resources,
        Outputs: Object.fromEntries(
          Object.entries(outputs).map(([name, Value]) => [name, { Value }]),
        ),
      }),
      assetFolder: writeSources(sources),
    },
    services: { clients, endpoints, messaging },
    clock,
    report,
  });
  onTestFinished(async () => {
    await Promise.all([...stack.registry.functions.values()].map((fn) => fn.stop()));
  });
  const world = createWorld(clock, stack.parts);
  return {
    ...world,
    ...stack,
    clock,
    clients,
    endpoints,
    happenings,
    advance: (ms: number) => world.advanceTo(clock.now() + ms),
    fn: (logicalId: string) =>
      [...stack.registry.functions.values()].find(({ name }) => name === logicalId)!,
    /** The events that functions have been invoked with, as they logged them. */
    events: <Event>() =>
      happenings.flatMap((happening) =>
        happening.kind === 'logged' ? [JSON.parse(happening.line) as Event] : [],
      ),
    bodies: async (queueUrl: string) => {
      const { Messages = [] } = await clients.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages;
    },
  };
};

const writeSources = (sources: Sources) => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, source] of Object.entries(sources)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.js'), source);
  }
  return (name: string) => join(folder, name);
};

/** A function of the template whose code is the named source. */
export const aFunction = (source: string, properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Code: { S3Bucket: 'assets', S3Key: source },
    ...properties,
  },
});
