import { randomUUID } from 'node:crypto';
import type { WorldPart } from '../time/world-part.ts';
import type { NextTick } from './schedule-expression.ts';

/** A schedule that fires by the virtual clock. */
export interface SandboxSchedule extends WorldPart {
  /** Lets the next ticks go by without firing, as Scheduler may. */
  skip(ticks: number): void;
  /** Fires each of the next ticks twice, as Scheduler may. */
  double(ticks: number): void;
}

/** When a schedule fires and what it hands over. */
export interface ScheduleOptions {
  readonly name: string;
  readonly arn: string;
  readonly nextTick: NextTick;
  /** The target's input as the template has it, with Scheduler's context attributes in it. */
  readonly input: string;
  readonly clock: { now(): number };
  fire(event: unknown): Promise<void>;
}

/** Starts a schedule at the present instant. */
export const createSchedule = (options: ScheduleOptions): SandboxSchedule => {
  let dueAt = options.nextTick(options.clock.now() - 1);
  let skipped = 0;
  let doubled = 0;
  const timesToFire = (): number => {
    if (skipped > 0) {
      skipped -= 1;
      return 0;
    }
    if (doubled === 0) return 1;
    doubled -= 1;
    return 2;
  };
  return {
    name: options.name,
    act: async () => {
      if (dueAt > options.clock.now()) return false;
      const tick = dueAt;
      dueAt = options.nextTick(tick);
      const events = Array.from({ length: timesToFire() }, () => scheduledEvent(options, tick));
      await Promise.all(events.map(options.fire));
      return true;
    },
    nextDueAt: () => dueAt,
    skip: (ticks) => {
      skipped += ticks;
    },
    double: (ticks) => {
      doubled += ticks;
    },
  };
};

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
const scheduledEvent = ({ arn, input }: ScheduleOptions, tick: number): unknown => {
  const attributes: Readonly<Record<string, string>> = {
    'scheduled-time': new Date(tick).toISOString().replace('.000Z', 'Z'),
    'schedule-arn': arn,
    'execution-id': randomUUID(),
    'attempt-number': '1',
  };
  return JSON.parse(
    input.replaceAll(
      /<aws\.scheduler\.([a-z-]+)>/g,
      (whole, name: string) => attributes[name] ?? whole,
    ),
  );
};
