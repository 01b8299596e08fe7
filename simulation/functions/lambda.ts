import { createInstance, type Instance } from '../engine/instance.ts';
import type { VirtualTime } from '../engine/virtual-time.ts';

/** What a warm copy does at an invocation. */
export type Handle<Event> = (event: Event, remainingMs: () => number) => Promise<unknown>;

/** Starts a new copy, with caches and connections of its own. */
export type Boot<Event> = (instance: Instance) => Handle<Event>;

/** The result of an invocation, as Lambda sees it. */
export type Invocation =
  | { readonly kind: 'succeeded'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error?: unknown };

/** A function: warm copies, each with one invocation at a time. */
export interface SimulatedFunction<Event> {
  readonly invoke: (event: Event) => Promise<Invocation>;
  /** The copies that are at work. */
  readonly busy: ReadonlySet<Instance>;
}

/** What a function is made of. */
export interface FunctionOptions<Event> {
  readonly name: string;
  readonly timeoutMs: number;
  readonly time: VirtualTime;
  /** How far the clock of a new copy is ahead. */
  readonly skewMs: () => number;
  readonly boot: Boot<Event>;
  /** Hears of every invocation that failed by an error of the handler. */
  readonly onError: (name: string, error: unknown) => void;
}

interface Copy<Event> {
  readonly instance: Instance;
  readonly handle: Handle<Event>;
}

/**
 * Creates a function that runs as on Lambda: a copy that is killed or runs out of time fails its
 * invocation and is replaced, any other serves again.
 */
export const createFunction = <Event>(
  options: FunctionOptions<Event>,
): SimulatedFunction<Event> => {
  const { name, time, timeoutMs } = options;
  const idle: Copy<Event>[] = [];
  const busy = new Set<Instance>();
  let booted = 0;
  const boot = (): Copy<Event> => {
    booted += 1;
    const instance = createInstance(`${name}-${booted}`, options.skewMs());
    return { instance, handle: options.boot(instance) };
  };
  return {
    busy,
    invoke: (event) => {
      const copy = idle.pop() ?? boot();
      const { promise, resolve } = Promise.withResolvers<Invocation>();
      const endsAt = time.nowMs() + timeoutMs;
      const timeout = time.after(timeoutMs, copy.instance.kill);
      busy.add(copy.instance);
      const end = (invocation: Invocation) => {
        timeout.cancel();
        busy.delete(copy.instance);
        if (copy.instance.isAlive()) idle.push(copy);
        resolve(invocation);
      };
      copy.instance.onKill = () => end({ kind: 'failed' });
      copy
        .handle(event, () => endsAt - time.nowMs())
        .then((result) => end({ kind: 'succeeded', result }))
        .catch((error: unknown) => {
          options.onError(name, error);
          end({ kind: 'failed', error });
        });
      return promise;
    },
  };
};
