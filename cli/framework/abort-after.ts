/** The longest that a timer can wait: 24 days. */
const MOST_MS = 2 ** 31 - 1;

/** Creates a signal that is aborted after a time, if one is given; it keeps no process alive. */
export const abortAfter = (ms: number | undefined): AbortSignal => {
  const controller = new AbortController();
  const arm = (leftMs: number): void => {
    const end = () => (leftMs > MOST_MS ? arm(leftMs - MOST_MS) : controller.abort());
    setTimeout(end, Math.min(leftMs, MOST_MS)).unref();
  };
  if (ms !== undefined) arm(ms);
  return controller.signal;
};

/** Waits for a result; `undefined` when the signal has ended what would give it. */
export const unlessOver = async <Result>(
  read: Promise<Result>,
  over: AbortSignal,
): Promise<Result | undefined> => {
  try {
    return await read;
  } catch (error) {
    if (over.aborted) return undefined;
    throw error;
  }
};
