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

/** Small ones are played often, so that their percentiles say something. */
const seedsFor = ({ count, loss }: SharedScenario['draw']): number => {
  if (loss < 1 && count <= 400) return 40;
  return count <= 500 ? 10 : 1;
};

const toScenario = ([name, draw]: readonly [string, SharedScenario['draw']]): SharedScenario => ({
  name,
  draw,
  seeds: seedsFor(draw),
});

/** Jobs of one vault, or of five. */
export const SHARED: readonly SharedScenario[] = Object.entries<SharedScenario['draw']>({
  '200 over 4 h, all lost': { ...STANDARD, ...LOST, count: 200 },
  '200 over 4 h, 1% lost': { ...STANDARD, count: 200, overMinutes: 240, loss: 0.01 },
  '200 Bulk over 4 h, all lost': { ...STANDARD, ...LOST, tier: 'Bulk', count: 200 },
  '500 in 5 vaults over 4 h, all lost': { ...STANDARD, ...LOST, count: 500, vaults: 5 },
  '10,000 over 4 h, all lost': { ...STANDARD, ...LOST, count: 10_000 },
  '25 an hour for 2 days, all lost': { ...STANDARD, count: 1200, overMinutes: 2 * DAY, loss: 1 },
  '25 an hour for 4 days, 1% lost': { ...STANDARD, count: 2400, overMinutes: 4 * DAY, loss: 0.01 },
  '4 an hour for 4 days, all lost': { ...STANDARD, count: 400, overMinutes: 4 * DAY, loss: 1 },
  '4 an hour for 4 days, 1% lost': { ...STANDARD, count: 400, overMinutes: 4 * DAY, loss: 0.01 },
}).map(toScenario);

/** As many jobs in each vault, and more and more vaults. */
export const CROWDS: readonly SharedScenario[] = [0.01, 1].flatMap((loss) =>
  [10, 20].flatMap((each) =>
    [25, 50, 250, 1000].map((vaults): SharedScenario => {
      const count = each * vaults;
      const name = `${vaults} vaults with ${each} each, ${loss === 1 ? 'all' : '1%'} lost`;
      return { name, draw: { ...STANDARD, count, vaults, overMinutes: 240, loss }, seeds: 1 };
    }),
  ),
);

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
