import { DeleteTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import {
  type DeploymentOutputs,
  readDeploymentOutputs,
} from '../../cli/deployment/deployment-outputs.ts';
import { registerEndpoint } from '../control/register-endpoint.ts';
import { scanTable } from '../emulators/scan-table.ts';
import type { GlacierSimulator } from '../glacier/glacier-simulator.ts';
import { createHappenings, type Happenings } from '../narration/happenings.ts';
import { type Receiver, startReceiver } from '../receiver/start-receiver.ts';
import type { Sandbox, StartSandboxOptions } from '../sandbox.ts';
import { createVirtualClock, type VirtualClock } from '../time/virtual-clock.ts';
import { createWorld } from '../time/world.ts';
import type { WorldPart } from '../time/world-part.ts';
import { type CreatedStack, createStack } from './create-stack.ts';
import { stackFromApp } from './stack-from-app.ts';
import { type SandboxServices, startServices } from './start-services.ts';
import { createStopList, type StopList } from './stop-list.ts';

/** What the steps of a start pass to the next ones. */
interface Fixture {
  readonly clock: VirtualClock;
  readonly happenings: Happenings;
  readonly services: SandboxServices;
  readonly stopList: StopList;
}

/** Synthesizes the stack, creates it on emulated services and connects its event sources. */
export const startSandbox = async (options: StartSandboxOptions = {}): Promise<Sandbox> => {
  const clock = createVirtualClock();
  clock.jumpTo(options.startAt ?? clock.now());
  const happenings = createHappenings(clock);
  if (options.listener) happenings.on(options.listener);
  const stopList = createStopList();
  options.progress?.('Starting the emulated services ...');
  try {
    const { glacierPort, seed } = options;
    const { report } = happenings;
    const services = await startServices({ clock, report, glacierPort, seed });
    stopList.add(services.stop);
    const fixture = { clock, happenings, services, stopList };
    // The vaults are there before the stack is, which points them at its topic.
    for (const name of options.vaults ?? defaultVaults) services.glacier.createVault(name);
    const stack = await createStackFromApp(fixture, options);
    const outputs = readDeploymentOutputs(stack.outputs, 'The sandbox');
    const receiver = await startStackReceiver(fixture, outputs);
    return assembleSandbox(fixture, { stack, outputs, receiver });
  } catch (error) {
    await stopList.stop();
    throw error;
  }
};

const defaultVaults = ['photos'];

const createStackFromApp = async (
  { clock, happenings: { report }, services, stopList }: Fixture,
  options: StartSandboxOptions,
): Promise<CreatedStack> => {
  options.progress?.('Synthesizing the stack and bundling its functions ...');
  const { assembly, remove } = await stackFromApp({
    vaults: options.vaults ?? defaultVaults,
    glacierEndpointUrl: services.glacier.url,
    webhooks: { allowHttp: true, allowedCidrs: ['127.0.0.0/8'] },
    ...options.settings,
  });
  stopList.add(remove);
  options.progress?.('Creating the stack on the emulated services ...');
  const stack = await createStack({
    assembly,
    services,
    clock,
    environmentOf: options.environmentOf,
    report,
  });
  const functions = new Set(stack.registry.functions.values());
  const count = Object.keys(stack.template.Resources).length;
  options.progress?.(
    `The template has ${count} resources. Its ${functions.size} functions run from the bundles that "cdk deploy" uploads, with the same asset hashes.`,
  );
  if (services.keepsTables) {
    stopList.add(async () => {
      for (const TableName of stack.registry.tables) {
        await services.clients.dynamodb.send(new DeleteTableCommand({ TableName }));
      }
    });
  }
  for (const fn of functions) stopList.add(fn.stop);
  return stack;
};

const startStackReceiver = async (
  { clock, happenings, services, stopList }: Fixture,
  outputs: DeploymentOutputs,
): Promise<Receiver> => {
  const { dynamodb } = services.clients;
  const secretsTableName = outputs.EndpointSecretsTableName;
  const receiver: Receiver = await startReceiver({
    clock,
    secretFor: (path) => findSecret(dynamodb, secretsTableName, `${receiver.url}${path}`),
  });
  receiver.onReceived((request) => happenings.report({ kind: 'delivered', request }));
  stopList.add(receiver.stop);
  return receiver;
};

interface Started {
  readonly stack: CreatedStack;
  readonly outputs: DeploymentOutputs;
  readonly receiver: Receiver;
}

const assembleSandbox = (
  { clock, happenings, services, stopList }: Fixture,
  { stack, outputs, receiver }: Started,
): Sandbox => {
  const { clients, eventBus, glacier, guardedEndpoints } = services;
  const { registry, parts } = stack;
  const world = createWorld(clock, [glacierPart(glacier, clock), ...parts]);
  stopList.add(world.stop);
  return {
    ...world,
    clock,
    template: stack.template,
    outputs,
    urls: { ...guardedEndpoints, glacier: glacier.url, receiver: receiver.url },
    clients,
    eventBus,
    glacier,
    receiver,
    functions: new Map([...registry.functions.values()].map((fn) => [fn.name, fn])),
    schedules: registry.schedules,
    putEvent: async (event) => {
      await Promise.all([...registry.rules].map((take) => take(event)));
    },
    advance: (ms) => world.advanceTo(clock.now() + ms),
    registerEndpoint: (request) => registerEndpoint(request, { clients, outputs, clock }),
    on: happenings.on,
    stop: stopList.stop,
  };
};

const SecretRow = z.object({
  url: z.string(),
  secrets: z.array(z.object({ secret: z.string() })).min(1),
});

/** Finds the newest secret of the endpoint at a URL, however it was registered. */
const findSecret = async (
  dynamodb: DynamoDBClient,
  secretsTableName: string,
  url: string,
): Promise<string | undefined> => {
  const items = await scanTable(dynamodb, secretsTableName);
  const rows = items.map((item) => SecretRow.safeParse(item).data);
  return rows.find((row) => row?.url === url)?.secrets[0]?.secret;
};

/** Lets the simulated Glacier end its jobs and publish its notices when their time has come. */
const glacierPart = (
  { settle, nextDueAt }: Pick<GlacierSimulator, 'settle' | 'nextDueAt'>,
  clock: { now(): number },
): WorldPart => ({
  name: 'Glacier',
  nextDueAt,
  act: async () => {
    const dueAt = nextDueAt();
    const isDue = dueAt !== undefined && dueAt <= clock.now();
    await settle();
    return isDue;
  },
});
