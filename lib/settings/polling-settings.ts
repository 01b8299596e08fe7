import * as z from 'zod';
import { pollingWindow, propShapes } from './props/prop-shape.ts';
import { list, number } from './values/from-text.ts';

const TWO_DAYS_MINUTES = 2880;
/** Glacier keeps an output for 24 h; a third of that leaves room for lost ticks and for the download. */
const MAX_GAP_MINUTES = 480;

/** When jobs of one kind are polled. */
interface TierPolling {
  readonly windowMinutes: readonly [from: number, to: number];
  readonly steps: number;
}

const isWindow = ([from = 0, to = 0, ...others]: readonly number[]) =>
  from < to && others.length === 0;

/** After 48 h a job is polled this often. */
const OLD_EVERY_MINUTES = 180;
/** What rounding to ticks and waiting for one can add. */
const TICKS_MINUTES = 10;

const stepOf = ({ windowMinutes: [from, to], steps }: TierPolling): number => (to - from) / steps;

// The longest gaps between polls occur when the first poll is lost, or the last one before 48 h.
const isWatchful = (polling: TierPolling): boolean => {
  const lost = 1.5 * stepOf(polling) + TICKS_MINUTES;
  return Math.max(polling.windowMinutes[0], OLD_EVERY_MINUTES) + lost < MAX_GAP_MINUTES;
};
const isMinuteApart = (polling: TierPolling): boolean => stepOf(polling) >= 1;

/** What the props of every tier share. */
const OWN_DEFAULT = 'depends on the tier: see docs/settings.md';
const WINDOW =
  'When such a job is expected to complete after its initiation: from and to, 0 to 48 hours. After the window a job is polled every 15 minutes for 6 hours, then hourly until it is 48 hours old, then every 3 hours.';
const STEPS = 'How often a job is polled within the window: 1 to 96 times.';

const windowSetting = (defaults: readonly [number, number]) =>
  list(z.array(number(z.number().int().min(0).max(TWO_DAYS_MINUTES))))
    .refine(isWindow, 'expected two numbers, the first smaller than the second')
    .transform(([from = 0, to = 0]): [number, number] => [from, to])
    .default([...defaults])
    .describe(
      `When such a job is expected to complete, in minutes after its initiation: two numbers, earliest and latest, from 0 to 2880. The default is ${defaults.join(',')}. After the window a job is polled every 15 minutes for 6 hours, then hourly until it is 48 hours old, then every 3 hours.`,
    )
    .meta({
      type: 'readonly [from: number, to: number]',
      examples: [[defaults[0], 2 * defaults[1]]],
    })
    .register(propShapes, pollingWindow('window', { about: WINDOW, absent: OWN_DEFAULT }));

const stepsSetting = (defaultSteps: number) =>
  number(z.number().int().min(1).max(96))
    .default(defaultSteps)
    .describe(
      `How often a job is polled within the window: 1 to 96 times. The default is ${defaultSteps}.`,
    )
    .meta({ examples: [defaultSteps - 1] })
    .register(propShapes, { name: 'steps', type: 'number', about: STEPS, absent: OWN_DEFAULT });

const tier = (name: string, jobs: string, defaults: TierPolling) =>
  z
    .strictObject({
      /** When such a job is expected to complete. */
      windowMinutes: windowSetting(defaults.windowMinutes),
      /** How often it is polled within that window. */
      steps: stepsSetting(defaults.steps),
    })
    .refine(isWatchful, 'polls of a job could be 8 hours or more apart; start earlier or add steps')
    .refine(isMinuteApart, 'polls must be at least a minute apart; use fewer steps')
    .prefault({})
    .describe(`When ${jobs} are polled: windowMinutes, steps.`)
    .register(propShapes, {
      name,
      type: 'TierPollingProps',
      about: `When ${jobs} are polled.`,
      group: 'When jobs of one tier are polled.',
    });

/** Fitted to published durations, see docs/polling.md. */
const PUBLISHED: TierPolling = { windowMinutes: [213, 273], steps: 6 };

const MORE_STEPS =
  'More steps detect a completion sooner but need more DescribeJob calls, which are free but rate-limited.';

/** When the poller polls jobs without a notice. */
export const PollingSettings = z
  .strictObject({
    /** Jobs of the tier Expedited. */
    Expedited: tier('expedited', 'jobs of the tier Expedited', { windowMinutes: [1, 5], steps: 4 }),
    /** Jobs of the tier Standard, or of an unknown one. */
    Standard: tier('standard', 'jobs of the tier Standard, or of an unknown one,', PUBLISHED),
    /** Jobs of the tier Bulk. */
    Bulk: tier('bulk', 'jobs of the tier Bulk', { windowMinutes: [300, 720], steps: 29 }),
    /** Inventory retrievals. */
    Inventory: tier('inventory', 'inventory retrievals, which have no tier,', PUBLISHED),
  })
  .prefault({})
  .describe(
    `When the poller polls a job without a notice, by tier: Expedited, Standard, Bulk, Inventory. ${MORE_STEPS}`,
  )
  .register(propShapes, {
    name: 'polling',
    type: 'PollingProps',
    about: `When the poller polls a job without a notice, by tier. ${MORE_STEPS}`,
  });
