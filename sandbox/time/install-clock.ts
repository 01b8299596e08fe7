import { createVirtualDate } from './virtual-date.ts';

/**
 * Replaces this thread's Date by one that runs on the clock behind the buffer.
 *
 * Installing again never adds the offset twice: the new Date is always built over the real one.
 * Timers, `performance` and a bare `Intl.DateTimeFormat().format()` stay in real time.
 */
export const installClock = (buffer: SharedArrayBuffer): void => {
  const virtualDate = createVirtualDate(buffer);
  // So that `date.constructor === Date`, and `new date.constructor()` returns the virtual time too.
  Date.prototype.constructor = virtualDate;
  globalThis.Date = virtualDate;
};
