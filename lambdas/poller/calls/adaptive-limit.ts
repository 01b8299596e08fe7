import { outcomeOf } from '../../core/glacier-call-error.ts';
import type { Deadline } from '../poller-deps.ts';

/** Says that a call found no answer in the time there was: it is to be made again later. */
export const UNASKED = Symbol('unasked');

const MOST_AT_ONCE = 16;
const FIRST_PAUSE_MS = 250;
const MOST_DOUBLINGS = 5;
/** After so many refusals in a row nothing gets through, and trying on would make it worse. */
const JAM = 10;

/** The calls of one run. */
export interface LimitedCalls {
  /** Makes a call when there is room, and again after a pause for as long as Glacier is busy. */
  readonly make: <Answer>(call: () => Promise<Answer>) => Promise<Answer | typeof UNASKED>;
  /** Whether Glacier has refused so many calls in a row that the run gave up. */
  readonly isJammed: () => boolean;
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
    const isJammed = () => refusals >= JAM;
    const mayGoOn = () => !(isOver() || isJammed());
    const pause = async () => {
      if (mayGoOn()) await wait(FIRST_PAUSE_MS * 2 ** Math.min(refusals - 1, MOST_DOUBLINGS));
    };
    const make: LimitedCalls['make'] = async (call) => {
      await pace.enter();
      try {
        while (mayGoOn()) {
          const round = pace.round();
          const answer = await attempt(call);
          if (answer !== UNASKED) {
            refusals = 0;
            pace.quicken();
            return answer;
          }
          refusals += 1;
          pace.slow(round);
          await pause();
        }
        return UNASKED;
      } finally {
        pace.leave();
      }
    };
    return { make, isJammed };
  };
  return { begin };
};

const attempt = async <Answer>(call: () => Promise<Answer>): Promise<Answer | typeof UNASKED> => {
  try {
    return await call();
  } catch (error) {
    if (outcomeOf(error) === 'busy') return UNASKED;
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
