import type { AsyncSettings } from '../functions/invoke-async.ts';
import type { SandboxFunction } from '../functions/start-function.ts';
import type { SandboxSchedule } from '../sources/schedule.ts';

/** A queue of the stack. */
export interface SandboxQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

/** What has been created so far, by the identifiers that templates use. */
export interface StackRegistry {
  /** By ARN and by physical name. */
  readonly functions: Map<string, SandboxFunction>;
  /** By the function's ARN; absent where Lambda's defaults hold. */
  readonly asyncSettings: Map<string, AsyncSettings>;
  /** By ARN. */
  readonly queues: Map<string, SandboxQueue>;
  /** By physical name. */
  readonly tables: Set<string>;
  /** By their path in the construct tree, such as `Poller/Schedule`. */
  readonly schedules: Map<string, SandboxSchedule>;
  /** What takes the events of the default bus. */
  readonly rules: Set<(event: unknown) => Promise<void>>;
}

/** Opens an empty registry. */
export const createRegistry = (): StackRegistry => ({
  functions: new Map(),
  asyncSettings: new Map(),
  queues: new Map(),
  tables: new Set(),
  schedules: new Map(),
  rules: new Set(),
});

/** Finds what must have been created, because the template refers to it. */
export const found = <Thing>(things: ReadonlyMap<string, Thing>, identifier: string): Thing => {
  const thing = things.get(identifier);
  if (thing === undefined) throw new Error(`The sandbox has no resource ${identifier}`);
  return thing;
};
