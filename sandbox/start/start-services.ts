import { request as startRequest } from 'node:http';
import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { createClients, type SandboxClients } from '../emulators/create-clients.ts';
import { startDynamodb } from '../emulators/start-dynamodb.ts';
import { type EventBus, startEventBus } from '../emulators/start-event-bus.ts';
import { type Messaging, startMessaging } from '../emulators/start-messaging.ts';
import type { ServiceEndpoints } from '../functions/lambda-environment.ts';
import { type LocalServer, startLocalServer } from '../glacier/api/local-server.ts';
import type { GlacierSimulator } from '../glacier/glacier-simulator.ts';
import { startGlacier } from '../glacier/start-glacier.ts';
import type { Happening } from '../narration/happenings.ts';
import { account } from '../template/account.ts';
import type { VirtualClock } from '../time/virtual-clock.ts';
import { createStopList, type StopList } from './stop-list.ts';

/** The emulated AWS around the stack. */
export interface SandboxServices {
  readonly endpoints: ServiceEndpoints;
  /** The addresses to publish: no web page gets an answer there. */
  readonly guardedEndpoints: ServiceEndpoints;
  readonly messaging: Messaging;
  readonly eventBus: EventBus;
  readonly clients: SandboxClients;
  readonly glacier: GlacierSimulator;
  /** Whether tables stay when the sandbox stops, unless they are deleted. */
  readonly keepsTables: boolean;
  stop(): Promise<void>;
}

/** In which time the services run, and who hears of what they do. */
export interface StartServicesOptions {
  readonly clock: VirtualClock;
  readonly glacierPort?: number | undefined;
  readonly seed?: number | undefined;
  report(happening: Happening): void;
}

/**
 * Starts DynamoDB, SNS, SQS, EventBridge and Glacier, all empty and all on this machine.
 *
 * @throws StartError when one of them cannot start here; then none is left running.
 */
export const startServices = async (options: StartServicesOptions): Promise<SandboxServices> => {
  const stopList = createStopList();
  try {
    return await startAll(options, stopList);
  } catch (error) {
    await stopList.stop();
    throw error;
  }
};

const startAll = async (
  { clock, glacierPort = 0, seed = 1, report }: StartServicesOptions,
  stopList: StopList,
): Promise<SandboxServices> => {
  const dynamodb = await startDynamodb();
  stopList.add(dynamodb.stop);
  const guard = await guardService(dynamodb.endpoint);
  stopList.add(guard.stop);
  const messaging = await startMessaging({ clock, report });
  stopList.add(messaging.stop);
  const eventBus: EventBus = await startEventBus(async (arn, body) => {
    const url = `${messaging.endpoint}/${arn.split(':').slice(4).join('/')}`;
    await clients.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
  });
  stopList.add(eventBus.stop);
  const endpoints = {
    dynamodb: dynamodb.endpoint,
    messaging: messaging.endpoint,
    events: eventBus.endpoint,
  };
  const clients = createClients(endpoints);
  stopList.add(clients.destroy);
  const glacier = await startGlacier({
    clock,
    region: account.region,
    accountId: account.id,
    port: glacierPort,
    seed,
    publish: async (topicArn, message) => {
      await clients.sns.send(new PublishCommand({ TopicArn: topicArn, Message: message }));
    },
  });
  stopList.add(glacier.stop);
  return {
    endpoints,
    guardedEndpoints: { ...endpoints, dynamodb: guard.url },
    messaging,
    eventBus,
    clients,
    glacier,
    keepsTables: dynamodb.livesOn,
    stop: stopList.stop,
  };
};

/** Starts a server in front of an emulator that would answer any web page; it forwards the rest. */
const guardService = (endpoint: string): Promise<LocalServer> =>
  startLocalServer((incoming, response) => {
    const { method, headers, url = '/' } = incoming;
    const outgoing = startRequest(new URL(url, endpoint), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  }, 0);
