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
  readonly latencyMs: (fault: CallFault) => number;
}

const SLOW_MS = 40_000;
const USUAL_MS = 20;

/** Creates the faults of requests: `rate` of them have one, while `isOn`. */
export const createCallFaults = ({
  random,
  rate,
  isOn,
  count,
}: {
  readonly random: Random;
  readonly rate: number;
  readonly isOn: () => boolean;
  readonly count: (kind: string) => void;
}): CallFaults => ({
  draw: () => {
    if (!isOn() || random() >= rate) return 'none';
    const fault = CALL_FAULTS[Math.floor(random() * CALL_FAULTS.length)] ?? 'none';
    count(`request ${fault}`);
    return fault;
  },
  latencyMs: (fault) => 1 + random() * (fault === 'slow' ? SLOW_MS : USUAL_MS),
});
