import * as z from 'zod';
import { list, number } from './from-text.ts';

const TWO_DAYS_MINUTES = 2880;
/** A completion is kept for 24 h; a third of that leaves room for lost ticks and for the reader. */
const MAX_GAP_MINUTES = 480;

/** When jobs of one kind are looked at. */
interface TierPolling {
  readonly windowMinutes: readonly [from: number, to: number];
  readonly steps: number;
  readonly lateMinutes: number;
}

const isWindow = ([from = 0, to = 0, ...others]: readonly number[]) =>
  from < to && others.length === 0;

// The longest times without a look are those with the first or any other look lost.
const isWatchful = ({ windowMinutes: [from, to], steps }: TierPolling): boolean => {
  const step = (to - from) / steps;
  return from + 1.5 * step < MAX_GAP_MINUTES && 2 * step < MAX_GAP_MINUTES;
};
const endsInTime = ({ windowMinutes: [, to], lateMinutes }: TierPolling): boolean =>
  to + lateMinutes <= TWO_DAYS_MINUTES;

const minutes = () => number(z.number().int().min(0).max(TWO_DAYS_MINUTES));

const windowSetting = (defaults: readonly [number, number]) =>
  list(z.array(minutes()))
    .refine(isWindow, 'expected two numbers, the first smaller than the second')
    .transform(([from = 0, to = 0]): [number, number] => [from, to])
    .default([...defaults])
    .describe(
      `From how many to how many minutes after its initiation such a job plausibly completes: two numbers from 0 to 2880, by default ${defaults.join(',')}.`,
    )
    .meta({
      type: 'readonly [from: number, to: number]',
      examples: [[defaults[0], 2 * defaults[1]]],
    });

const stepsSetting = (defaultSteps: number) =>
  number(z.number().int().min(1).max(96))
    .default(defaultSteps)
    .describe(
      `Into how many steps, each of them one look at the job, the window is cut: 1 to 96, by default ${defaultSteps}.`,
    )
    .meta({ examples: [2 * defaultSteps] });

const lateSetting = (defaultMinutes: number) =>
  minutes()
    .default(defaultMinutes)
    .describe(
      `For how many minutes after the window a job is looked at every 15 minutes, before that becomes every hour: 0 to 2880, by default ${defaultMinutes}.`,
    )
    .meta({ examples: [2 * defaultMinutes] });

const tier = (jobs: string, defaults: TierPolling) =>
  z
    .strictObject({
      /** When such a job plausibly completes. */
      windowMinutes: windowSetting(defaults.windowMinutes),
      /** How often it is looked at in that window. */
      steps: stepsSetting(defaults.steps),
      /** For how long after the window it is looked at often. */
      lateMinutes: lateSetting(defaults.lateMinutes),
    })
    .refine(isWatchful, 'a job could go 8 hours or more without a look; begin earlier or add steps')
    .refine(endsInTime, 'expected the window and lateMinutes to end within 2880 minutes')
    .prefault({})
    .describe(`When ${jobs} are looked at: windowMinutes, steps, lateMinutes.`);

/** When the poller looks at jobs whose notice has not come. */
export const PollingSettings = z
  .strictObject({
    /** Jobs of the tier Expedited. */
    Expedited: tier('jobs of the tier Expedited', {
      windowMinutes: [1, 5],
      steps: 4,
      lateMinutes: 360,
    }),
    /** Jobs of the tier Standard, or of an unknown one. */
    Standard: tier('jobs of the tier Standard, or of an unknown one,', {
      windowMinutes: [180, 300],
      steps: 9,
      lateMinutes: 360,
    }),
    /** Jobs of the tier Bulk. */
    Bulk: tier('jobs of the tier Bulk', { windowMinutes: [300, 720], steps: 29, lateMinutes: 360 }),
    /** Inventory retrievals. */
    Inventory: tier('inventory retrievals, which have no tier,', {
      windowMinutes: [180, 300],
      steps: 9,
      lateMinutes: 720,
    }),
  })
  .prefault({})
  .describe(
    'When the poller looks at a job whose notice has not come, by tier: Expedited, Standard, Bulk, Inventory. More steps find a completion sooner and cost more DescribeJob calls, which are free but limited.',
  );
