import type { Deadline } from '../../core/function/deadline.ts';
import { outcomeOf } from '../../core/glacier/call-error.ts';

/** The result of a call that Glacier did not answer in the time there was: it must be made later. */
export const NOT_ATTEMPTED = Symbol('not attempted');

const MOST_AT_ONCE = 16;
const FIRST_PAUSE_MS = 250;
const MOST_DOUBLINGS = 5;
/** After this many refusals in a row nothing gets through, and more calls would make it worse. */
const MOST_REFUSALS = 10;

/** The calls of one run. */
export interface LimitedCalls {
  /** Makes a call when there is room, and retries it after a pause for as long as Glacier is busy. */
  readonly make: <Answer>(call: () => Promise<Answer>) => Promise<Answer | typeof NOT_ATTEMPTED>;
  /** Whether Glacier has refused enough calls in a row to end the run. */
  readonly isThrottled: () => boolean;
}

/** Limits the calls that are under way at once. */
export interface AdaptiveLimit {
  /** Begins a run, with the limit that earlier runs have found. */
  readonly begin: (isOver: Deadline) => LimitedCalls;
}

/**
 * Creates a limit that halves when Glacier is busy, and grows by one with every round of answers.
 *
 * AWS publishes no rate for DescribeJob and ListJobs, so the rate has to be found.
 */
export const createAdaptiveLimit = (wait: (ms: number) => Promise<void>): AdaptiveLimit => {
  const pace = createPace();
  const begin = (isOver: Deadline): LimitedCalls => {
    let refusals = 0;
    const isThrottled = () => refusals >= MOST_REFUSALS;
    const mayContinue = () => !(isOver() || isThrottled());
    const pause = async () => {
      if (mayContinue()) await wait(FIRST_PAUSE_MS * 2 ** Math.min(refusals - 1, MOST_DOUBLINGS));
    };
    const make: LimitedCalls['make'] = async (call) => {
      await pace.enter();
      try {
        while (mayContinue()) {
          const round = pace.round();
          const answer = await attempt(call);
          if (answer !== NOT_ATTEMPTED) {
            refusals = 0;
            pace.quicken();
            return answer;
          }
          refusals += 1;
          pace.slow(round);
          await pause();
        }
        return NOT_ATTEMPTED;
      } finally {
        pace.leave();
      }
    };
    return { make, isThrottled };
  };
  return { begin };
};

const attempt = async <Answer>(
  call: () => Promise<Answer>,
): Promise<Answer | typeof NOT_ATTEMPTED> => {
  try {
    return await call();
  } catch (error) {
    if (outcomeOf(error) === 'busy') return NOT_ATTEMPTED;
    throw error;
  }
};

const createPace = () => {
  let size = MOST_AT_ONCE;
  let inside = 0;
  let answers = 0;
  let halvings = 0;
  const queue: (() => void)[] = [];
  const admit = () => {
    while (inside < size) {
      const next = queue.shift();
      if (next === undefined) return;
      inside += 1;
      next();
    }
  };
  return {
    enter: () =>
      new Promise<void>((resolve) => {
        queue.push(resolve);
        admit();
      }),
    leave: () => {
      inside -= 1;
      admit();
    },
    round: () => halvings,
    quicken: () => {
      answers += 1;
      if (answers < size || size === MOST_AT_ONCE) return;
      answers = 0;
      size += 1;
      admit();
    },
    // Calls that were under way together are refused together, which is one sign and not many.
    slow: (round: number) => {
      if (round !== halvings) return;
      halvings += 1;
      answers = 0;
      size = Math.max(1, Math.floor(size / 2));
    },
  };
};
