/** The key under which a virtual Date keeps the Date that it replaced. */
export const REAL_DATE: unique symbol = Symbol.for('glacier-job-notifier.sandbox.real-date');

declare global {
  interface DateConstructor {
    readonly [REAL_DATE]?: DateConstructor;
  }
}

/**
 * Finds the machine's own Date, whether or not this thread's Date runs in virtual time.
 *
 * The key is a registered symbol, so it also holds when this module is loaded twice in one thread.
 */
export const realDate = (): DateConstructor => Date[REAL_DATE] ?? Date;
