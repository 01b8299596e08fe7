import type { Random } from '../../sandbox/glacier/seeded-random.ts';

/** What may happen to a request besides what was asked for. */
export const CALL_FAULTS = [
  'fails-before',
  'fails-after',
  'slow',
  'doubled',
  'dies-before',
  'dies-after',
] as const;

/** One of {@link CALL_FAULTS}, or none. */
export type CallFault = (typeof CALL_FAULTS)[number] | 'none';

/** Chooses what happens to each request. */
export interface CallFaults {
  readonly draw: (operation: string) => CallFault;
  /** How long one way of a request takes. */
  readonly latencyMs: (operation: string, fault: CallFault) => number;
}

/** How long one way of a request takes that is not slow. */
export type RequestMs = (operation: string, random: Random) => number;

const DEATHS: readonly CallFault[] = ['dies-before', 'dies-after'];
/** Rarer than the others: a sweep of a day's jobs makes some 300 requests, and must succeed now and then. */
const DEATH_SHARE = 0.25;
const SLOW_MS = 40_000;
const USUAL_MS = 20;

const usualMs: RequestMs = (_, random) => 1 + random() * USUAL_MS;

/** Creates the faults of requests: `rate` of them have one, while `isOn`. */
export const createCallFaults = ({
  random,
  rate,
  isOn,
  count,
  requestMs = usualMs,
}: {
  readonly random: Random;
  readonly rate: number;
  readonly isOn: () => boolean;
  readonly count: (kind: string) => void;
  readonly requestMs?: RequestMs | undefined;
}): CallFaults => ({
  draw: () => {
    if (!isOn() || random() >= rate) return 'none';
    const fault = CALL_FAULTS[Math.floor(random() * CALL_FAULTS.length)] ?? 'none';
    if (DEATHS.includes(fault) && random() >= DEATH_SHARE) return 'none';
    count(`request ${fault}`);
    return fault;
  },
  latencyMs: (operation, fault) =>
    fault === 'slow' ? 1 + random() * SLOW_MS : requestMs(operation, random),
});
