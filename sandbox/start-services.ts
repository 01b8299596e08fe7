import { PublishCommand } from '@aws-sdk/client-sns';
import type { VirtualClock } from './clock/virtual-clock.ts';
import { createClients, type SandboxClients } from './emulators/create-clients.ts';
import { startDynamodb } from './emulators/start-dynamodb.ts';
import { type Messaging, startMessaging } from './emulators/start-messaging.ts';
import type { GlacierSimulator } from './glacier/glacier-simulator.ts';
import { startGlacier } from './glacier/start-glacier.ts';
import type { Happening } from './happening.ts';
import { account } from './template/account.ts';

/** The emulated AWS around the stack. */
export interface SandboxServices {
  readonly endpoints: { readonly dynamodb: string; readonly messaging: string };
  readonly messaging: Messaging;
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

/** Starts DynamoDB, SNS, SQS and Glacier, all empty and all on this machine. */
export const startServices = async ({
  clock,
  glacierPort = 0,
  seed = 1,
  report,
}: StartServicesOptions): Promise<SandboxServices> => {
  const [dynamodb, messaging] = await Promise.all([
    startDynamodb(),
    startMessaging({ clock, report }),
  ]);
  const endpoints = { dynamodb: dynamodb.endpoint, messaging: messaging.endpoint };
  const clients = createClients(endpoints);
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
  return {
    endpoints,
    messaging,
    clients,
    glacier,
    keepsTables: dynamodb.livesOn,
    stop: async () => {
      await glacier.stop();
      clients.destroy();
      await Promise.all([dynamodb.stop(), messaging.stop()]);
    },
  };
};
