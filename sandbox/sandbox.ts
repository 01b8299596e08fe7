import type { DeploymentOutputs } from '../cli/deployment/deployment-outputs.ts';
import type { EndpointRequest, RegisteredEndpoint } from './control/register-endpoint.ts';
import type { SandboxClients } from './emulators/create-clients.ts';
import type { EventBus } from './emulators/start-event-bus.ts';
import type { AlterEnvironment } from './functions/lambda-environment.ts';
import type { SandboxFunction } from './functions/start-function.ts';
import type { GlacierSimulator } from './glacier/glacier-simulator.ts';
import type { HappeningListener } from './narration/happenings.ts';
import type { Receiver } from './receiver/start-receiver.ts';
import type { SandboxSchedule } from './sources/schedule.ts';
import type { CloudTemplate } from './template/cloud-template.ts';
import type { VirtualClock } from './time/virtual-clock.ts';
import type { World } from './time/world.ts';

/** How a sandbox is started. */
export interface StartSandboxOptions {
  /**
   * The vaults that exist and are watched.
   *
   * @default ['photos']
   */
  readonly vaults?: readonly string[];
  /** Further settings of the stack. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The virtual instant at which the sandbox starts; one that has passed is now. */
  readonly startAt?: number;
  /** Decides job ids and durations in the simulator. */
  readonly seed?: number;
  /** @default - a free one */
  readonly glacierPort?: number;
  /** Changes what a function finds in its environment, for whoever stands between it and the services. */
  readonly environmentOf?: AlterEnvironment;
  /** Hears all that happens, also while the stack is created. */
  readonly listener?: HappeningListener;
  /** Hears what takes a while, such as bundling. */
  readonly progress?: (message: string) => void;
}

/** The whole service on this machine, with the world around it. */
export interface Sandbox extends World {
  readonly clock: VirtualClock;
  /** The template that it runs. */
  readonly template: CloudTemplate;
  readonly outputs: DeploymentOutputs;
  readonly urls: Readonly<
    Record<'dynamodb' | 'messaging' | 'events' | 'glacier' | 'receiver', string>
  >;
  readonly clients: SandboxClients;
  readonly eventBus: EventBus;
  readonly glacier: GlacierSimulator;
  readonly receiver: Receiver;
  /** The functions by their names in the stack, such as `Intake`. */
  readonly functions: ReadonlyMap<string, SandboxFunction>;
  /** The schedules by their paths in the stack, such as `Poller/Schedule`. */
  readonly schedules: ReadonlyMap<string, SandboxSchedule>;
  /** Puts an event on the default event bus, as CloudTrail does with a record. */
  putEvent(event: unknown): Promise<void>;
  /** Moves the virtual clock by a span, and plays everything that happens in it. */
  advance(ms: number): Promise<void>;
  registerEndpoint(request: EndpointRequest): Promise<RegisteredEndpoint>;
  /** Calls a listener with all that happens; the returned function ends that. */
  on(listener: HappeningListener): () => void;
  /** Stops everything and leaves nothing behind. */
  stop(): Promise<void>;
}
