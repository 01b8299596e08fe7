import { createRng, type Rng } from '../rng.ts';
import { type FaultPhase, outableOf } from './fault-phase.ts';
import type { ProxiedRequest } from './proxied-request.ts';

/** What happens to one request of a function. */
export type RequestFault =
  | 'none'
  | 'outage'
  | 'throttled'
  | 'failed'
  /** It is done, and the answer is lost. */
  | 'answer lost'
  /** It is done late, so that others overtake it. */
  | 'delayed'
  /** It is done, and the answer says that a part of it was refused. */
  | 'entry refused'
  /** The function ends before it is done. */
  | 'killed before'
  /** The function ends when it is done, before it knows. */
  | 'killed after';

interface Rates {
  /** That the function is killed at a request, before or after its effect. */
  readonly kill: number;
  /** That one of the other faults hits a request, each. */
  readonly other: number;
}

/** Functions that run every minute make most requests, and the rarest that matter. */
const RATES: Readonly<Record<string, Rates>> = {
  Intake: { kill: 0.04, other: 0.04 },
  Tracker: { kill: 0.04, other: 0.04 },
  FanOut: { kill: 0.02, other: 0.03 },
  Sender: { kill: 0.006, other: 0.01 },
  Poller: { kill: 0.001, other: 0.001 },
  Redeliver: { kill: 0.001, other: 0.001 },
};
const OTHER_RATES: Rates = { kill: 0.01, other: 0.01 };

/** Decides on the fate of each request of each function. */
export type DrawFault = (request: ProxiedRequest, operation: string) => RequestFault;

/** Makes the decider of a seed: each function has a random source of its own, in the order of its requests. */
export const createDrawFault = (seed: number, phase: FaultPhase): DrawFault => {
  const sources = new Map<string, Rng>();
  const sourceOf = (functionName: string): Rng => {
    const known = sources.get(functionName) ?? createRng(seed, `requests of ${functionName}`);
    sources.set(functionName, known);
    return known;
  };
  return (request, operation) => {
    if (!phase.isFaulty) return 'none';
    const own = sourceOf(request.functionName);
    const outage = phase.outages.get(outableOf(request.service, operation)) ?? 0;
    if (own.chance(outage)) return request.service === 'dynamodb' ? 'throttled' : 'outage';
    return drawSingle(own, RATES[request.functionName] ?? OTHER_RATES);
  };
};

const drawSingle = (random: Rng, { kill, other }: Rates): RequestFault => {
  const faults: readonly (readonly [RequestFault, number])[] = [
    ['killed before', kill / 2],
    ['killed after', kill / 2],
    ['throttled', other / 2],
    ['failed', other / 2],
    ['answer lost', other],
    ['delayed', 4 * other],
    ['entry refused', other],
  ];
  let left = random.between(0, 1);
  for (const [fault, rate] of faults) {
    left -= rate;
    if (left < 0) return fault;
  }
  return 'none';
};
