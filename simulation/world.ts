import { createRandom, type Random } from '../sandbox/glacier/seeded-random.ts';
import { type Counts, createCounts } from './engine/counts.ts';
import type { Instance } from './engine/instance.ts';
import { type Call, createCall } from './engine/network.ts';
import { createTrace, type Trace } from './engine/trace.ts';
import { createVirtualTime, type VirtualTime } from './engine/virtual-time.ts';
import { createCallFaults, type RequestMs } from './faults/call-faults.ts';

/** What everything in a simulation shares: time, chance, faults and the trace. */
export interface World {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly trace: Trace;
  readonly faults: Faults;
  /** How far the clock of a new copy is ahead, up to a second. */
  readonly skewMs: () => number;
  /** The requests of one copy of a program. */
  readonly callsOf: (instance: Instance) => Call;
}

/** Faults other than those of requests. */
export interface Faults {
  readonly counts: Counts;
  /** Decides whether a fault of this kind happens now. */
  readonly happens: (kind: string, rate: number) => boolean;
  /** Ends all faults. */
  readonly stop: () => void;
}

/** The instant at which simulations begin. */
export const START_MS = Date.parse('2026-03-14T00:00:00.000Z');

/** The seed, and how often requests have faults. */
export interface WorldOptions {
  readonly seed: number;
  readonly faultRate: number;
  /** How long one way of a request takes. @default 1 to 21 ms */
  readonly requestMs?: RequestMs;
}

/** Creates a world whose every choice follows from the seed. */
export const createWorld = ({ seed, faultRate, requestMs }: WorldOptions): World => {
  const random = createRandom(seed, 'simulation');
  const time = createVirtualTime(START_MS, random);
  const trace = createTrace();
  const counts = createCounts();
  let isOn = faultRate > 0;
  const callFaults = createCallFaults({
    random,
    rate: faultRate,
    isOn: () => isOn,
    count: counts.count,
    requestMs,
  });
  const happens = (kind: string, rate: number) => {
    if (!isOn || random() >= rate) return false;
    counts.count(kind);
    return true;
  };
  const stop = () => {
    isOn = false;
  };
  return {
    time,
    random,
    trace,
    faults: { counts, happens, stop },
    skewMs: () => (random() - 0.5) * 2000,
    callsOf: (instance) => createCall(instance, { time, faults: callFaults, trace }),
  };
};
