import { createInstance } from '../engine/instance.ts';
import { type Tools, toolsOf } from '../functions/tools.ts';
import type { World } from '../world.ts';

/** Runs a program once; resolves to what it gives, or to nothing when it fails or dies. */
export type Run = <Result>(act: (tools: Tools) => Promise<Result>) => Promise<Result | undefined>;

/** Creates runs of a program, each in a process of its own. */
export const createRuns = (world: World, name: string): Run => {
  let runs = 0;
  return <Result>(act: (tools: Tools) => Promise<Result>) => {
    runs += 1;
    const instance = createInstance(`${name}-${runs}`, world.skewMs());
    const { promise, resolve } = Promise.withResolvers<Result | undefined>();
    instance.onKill = () => resolve(undefined);
    act(toolsOf(world, instance)).then(resolve, () => resolve(undefined));
    return promise;
  };
};
