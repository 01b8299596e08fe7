import { createRng, type Rng } from '../rng.ts';
import type { Outable } from './proxied-request.ts';

/** What happens to one request of a function. */
export type RequestFault =
  | 'none'
  | 'throttled'
  | 'failed'
  /** It is done, and the answer is lost. */
  | 'answer lost'
  /** It is done late, so that others overtake it. */
  | 'delayed'
  /** The function ends before it is done. */
  | 'killed before'
  /** The function ends when it is done, before it knows. */
  | 'killed after';

/** How much is broken at the moment. */
export interface FaultPhase {
  /** Whether single requests are hit; `false` while the run begins, and when it calms down. */
  isFaulty: boolean;
  /** With which probability a service refuses every request, for as long as it is listed. */
  readonly outages: Map<Outable, number>;
}

/** Starts with everything in order. */
export const createFaultPhase = (): FaultPhase => ({ isFaulty: false, outages: new Map() });

/** How likely each fault hits a request: functions that run every minute make most, and matter least. */
const RATES: Readonly<Record<string, number>> = {
  Intake: 0.04,
  Tracker: 0.04,
  FanOut: 0.03,
  Sender: 0.008,
  Poller: 0.001,
  Redeliver: 0.001,
};
const OTHER_RATE = 0.01;

const FAULTS: readonly (readonly [RequestFault, share: number])[] = [
  ['killed before', 0.5],
  ['killed after', 0.5],
  ['throttled', 0.5],
  ['failed', 0.5],
  ['answer lost', 1],
  ['delayed', 4],
];

/** Decides on the fate of each request of each function. */
export type DrawFault = (functionName: string, service: Outable) => RequestFault;

/** Makes the decider of a seed: each function has a random source of its own, in the order of its requests. */
export const createDrawFault = (seed: number, phase: FaultPhase): DrawFault => {
  const sources = new Map<string, Rng>();
  return (functionName, service) => {
    if (!phase.isFaulty) return 'none';
    const own = sources.get(functionName) ?? createRng(seed, `requests of ${functionName}`);
    sources.set(functionName, own);
    if (own.chance(phase.outages.get(service) ?? 0)) {
      return service === 'dynamodb' ? 'throttled' : 'failed';
    }
    return drawSingle(own, RATES[functionName] ?? OTHER_RATE);
  };
};

const drawSingle = (random: Rng, rate: number): RequestFault => {
  let left = random.between(0, 1) / rate;
  for (const [fault, share] of FAULTS) {
    left -= share;
    if (left < 0) return fault;
  }
  return 'none';
};
