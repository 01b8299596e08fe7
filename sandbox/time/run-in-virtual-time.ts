import { createVirtualDate } from './virtual-date.ts';

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
