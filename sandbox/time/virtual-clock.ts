import { realDate } from './real-date.ts';

/** A clock that runs in real time and can jump ahead; every thread that holds its buffer agrees. */
export interface VirtualClock {
  /** What another thread needs to run in the same time. */
  readonly buffer: SharedArrayBuffer;
  /** Returns the virtual time in milliseconds since the epoch. */
  now(): number;
  /** Jumps to an instant; one that has passed changes nothing, because time never goes back. */
  jumpTo(instantMs: number): void;
  /** Jumps ahead by a span, which must not be negative. */
  advance(ms: number): void;
}

/** Opens a clock on a buffer of another thread's clock, or on a new one that starts at real time. */
export const createVirtualClock = (
  buffer = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT),
): VirtualClock => {
  const offset = new BigInt64Array(buffer);
  const RealDate = realDate();
  return {
    buffer,
    now: () => RealDate.now() + Number(Atomics.load(offset, 0)),
    jumpTo: (instantMs) => raiseOffset(offset, wholeMs(instantMs) - BigInt(RealDate.now())),
    advance: (ms) => {
      if (ms < 0) {
        throw new RangeError(`The virtual clock cannot advance by ${ms} ms: time never goes back.`);
      }
      Atomics.add(offset, 0, wholeMs(ms));
    },
  };
};

/** Sets the offset unless it is higher already, also when threads jump at the same time. */
const raiseOffset = (offset: BigInt64Array, wanted: bigint): void => {
  let current = Atomics.load(offset, 0);
  while (current < wanted) {
    const seen = Atomics.compareExchange(offset, 0, current, wanted);
    if (seen === current) return;
    current = seen;
  }
};

/** Rounds up, so that a jump never ends short of its instant. */
const wholeMs = (ms: number): bigint => BigInt(Math.ceil(ms));
