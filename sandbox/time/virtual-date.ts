import { REAL_DATE, realDate } from './real-date.ts';
import { createVirtualClock } from './virtual-clock.ts';

/**
 * Builds a Date whose present is a virtual clock's; anything but the present is the real Date's.
 *
 * A proxy rather than a subclass: `Date()` must be callable, and dates that Node makes itself (a
 * file's `mtime`) must stay instances.
 */
export const createVirtualDate = (buffer: SharedArrayBuffer): DateConstructor => {
  const { now } = createVirtualClock(buffer);
  const RealDate = realDate();
  return new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (_target, args, newTarget) =>
      Reflect.construct(RealDate, args.length === 0 ? [now()] : args, newTarget),
    get: (target, key, receiver) => {
      if (key === 'now') return now;
      return key === REAL_DATE ? RealDate : Reflect.get(target, key, receiver);
    },
  });
};

/**
 * Calls a synchronous function that sees the virtual time in `Date`, and nothing else in this thread.
 *
 * Nothing else can run between the swap and the swap back, so the thread's own Date is undisturbed.
 */
export const runInVirtualTime = <T>(buffer: SharedArrayBuffer, call: () => T): T => {
  const threadDate = globalThis.Date;
  globalThis.Date = createVirtualDate(buffer);
  try {
    return call();
  } finally {
    globalThis.Date = threadDate;
  }
};
