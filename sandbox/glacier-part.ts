import type { GlacierSimulator } from './glacier/glacier-simulator.ts';
import type { WorldPart } from './time/world-part.ts';

/** Lets the simulated Glacier end its jobs and publish its notices when their time has come. */
export const glacierPart = (
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
