/** A promise of the service, and what of it was broken. */
export interface CheckedPromise {
  readonly promise: string;
  /** Empty where it was kept. */
  readonly broken: readonly string[];
}

/** Checks a promise for each of many things; what a check returns is what is broken there. */
export const checkEach = <Thing>(
  promise: string,
  things: readonly Thing[],
  check: (thing: Thing) => string | undefined,
): CheckedPromise => ({
  promise,
  broken:
    things.length === 0 ? ['nothing to check'] : things.flatMap((thing) => check(thing) ?? []),
});
