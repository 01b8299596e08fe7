import type { AlterEnvironment } from '../functions/lambda-environment.ts';
import type { Happening } from '../narration/happenings.ts';
import { resourceMakers } from '../resources/resource-makers.ts';
import { createRegistry, type StackRegistry } from '../resources/stack-registry.ts';
import type { CloudTemplate } from '../template/cloud-template.ts';
import { createResources } from '../template/create-resources.ts';
import type { StackAssembly } from '../template/read-assembly.ts';
import { createAgenda } from '../time/agenda.ts';
import type { VirtualClock } from '../time/virtual-clock.ts';
import type { WorldPart } from '../time/world-part.ts';
import type { SandboxServices } from './start-services.ts';

/** A stack that lives on the emulated services. */
export interface CreatedStack {
  readonly template: CloudTemplate;
  readonly outputs: Readonly<Record<string, string>>;
  readonly registry: StackRegistry;
  /** What moves by itself: schedules, event sources, planned retries. */
  readonly parts: readonly WorldPart[];
}

/** A stack and the services to create it on. */
export interface CreateStackOptions {
  readonly assembly: StackAssembly;
  readonly services: Pick<SandboxServices, 'clients' | 'endpoints' | 'messaging'>;
  readonly clock: VirtualClock;
  /** @default - as the template has it */
  readonly environmentOf?: AlterEnvironment | undefined;
  report(happening: Happening): void;
}

/** Creates what a template declares; nothing moves yet. */
export const createStack = async ({
  assembly,
  services,
  clock,
  environmentOf = (_name, environment) => Promise.resolve(environment),
  report,
}: CreateStackOptions): Promise<CreatedStack> => {
  const agenda = createAgenda(clock);
  const registry = createRegistry();
  const parts: WorldPart[] = [agenda];
  const { stackName, template, assetFolder } = assembly;
  const makers = resourceMakers({
    stackName,
    clock,
    clients: services.clients,
    endpoints: services.endpoints,
    messaging: services.messaging,
    agenda,
    registry,
    parts,
    environmentOf,
    assetFolder,
    report,
  });
  const outputs = await createResources({ stackName, template, makers });
  return { template, outputs, registry, parts };
};
