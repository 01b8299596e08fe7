import type { JobDraw } from '../models/draw-jobs.ts';

/** Jobs that share vaults, played with several seeds. */
export interface SharedScenario {
  readonly name: string;
  readonly draw: Omit<JobDraw, 'seed'>;
  readonly seeds: number;
}

const STANDARD = { tier: 'Standard', model: 'inside-window', vaults: 1 } as const;
const LOST = { overMinutes: 240, loss: 1 } as const;
const DAY = 24 * 60;

const toScenario = ([name, draw]: readonly [string, SharedScenario['draw']]): SharedScenario => ({
  name,
  draw,
  // Small ones are played often, so that their percentiles say something.
  seeds: draw.count <= 500 ? 10 : 1,
});

/** Jobs of one vault, or of five. */
export const SHARED: readonly SharedScenario[] = Object.entries<SharedScenario['draw']>({
  '200 over 4 h, all lost': { ...STANDARD, ...LOST, count: 200 },
  '200 Bulk over 4 h, all lost': { ...STANDARD, ...LOST, tier: 'Bulk', count: 200 },
  '500 in 5 vaults over 4 h, all lost': { ...STANDARD, ...LOST, count: 500, vaults: 5 },
  '10,000 over 4 h, all lost': { ...STANDARD, ...LOST, count: 10_000 },
  '1,000 over a day, each alone in its vault, published': {
    tier: 'Standard',
    model: 'published',
    count: 1000,
    overMinutes: DAY,
    loss: 1,
  },
}).map(toScenario);

/** As many jobs in each vault, and more and more vaults. */
export const CROWDS: readonly SharedScenario[] = [25, 250, 1000].map((vaults) => ({
  name: `${vaults} vaults with 20 each, all lost`,
  draw: { ...STANDARD, ...LOST, count: 20 * vaults, vaults },
  seeds: 1,
}));

/** Expedited jobs that run in one vault all day. */
export const EXPEDITED: readonly SharedScenario[] = (
  ['inside-window', 'uniform', 'heavy-tail'] as const
).flatMap((model) =>
  [6, 12, 30, 60].map((hourly): SharedScenario => {
    const draw = { tier: 'Expedited', model, vaults: 1, overMinutes: DAY, loss: 0.05 } as const;
    return {
      name: `${hourly} an hour, ${model}`,
      draw: { ...draw, count: hourly * 24 },
      seeds: 6,
    };
  }),
);
