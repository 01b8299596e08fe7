import type { SandboxClients } from '../emulators/create-clients.ts';
import type { Messaging } from '../emulators/start-messaging.ts';
import type { AlterEnvironment, ServiceEndpoints } from '../functions/lambda-environment.ts';
import type { Happening } from '../narration/happenings.ts';
import type { Agenda } from '../time/agenda.ts';
import type { VirtualClock } from '../time/virtual-clock.ts';
import type { WorldPart } from '../time/world-part.ts';
import type { StackRegistry } from './stack-registry.ts';

/** What the makers of resources work with. */
export interface StackContext {
  readonly stackName: string;
  readonly clock: VirtualClock;
  readonly clients: SandboxClients;
  readonly endpoints: ServiceEndpoints;
  readonly messaging: Messaging;
  readonly agenda: Agenda;
  readonly registry: StackRegistry;
  /** Collects what the created resources do by themselves. */
  readonly parts: WorldPart[];
  readonly environmentOf: AlterEnvironment;
  assetFolder(objectKey: string): string;
  report(happening: Happening): void;
}

/** Makes the name of a resource that the template leaves unnamed, as CloudFormation does. */
export const physicalName = (stackName: string, logicalId: string, limit: number): string =>
  `${stackName}-${logicalId}`.slice(0, limit);
