import type { Deadline } from '../core/function/deadline.ts';

/** Two pages of an index: fewer fail by themselves, more only where a table or the queue is down. */
const MAX_FAILED_ROWS = 200;

/** One of the tasks of a run, such as the drain of one endpoint. */
export interface Task {
  /** Says whether to begin nothing new: time is over, or too many rows have failed. */
  readonly isOver: Deadline;
  /**
   * Resolves to the result of work on a number of rows, or to `undefined` when it failed.
   *
   * The fault is kept, and the other rows go on: one failed request must not end a drain of thousands.
   */
  readonly tolerate: <Result>(work: Promise<Result>, rows?: number) => Promise<Result | undefined>;
  /** What has failed. */
  readonly faults: readonly unknown[];
}

/** Creates a task that begins nothing after a deadline. */
export const createTask = (deadline: Deadline): Task => {
  const faults: unknown[] = [];
  let failedRows = 0;
  return {
    faults,
    isOver: () => failedRows >= MAX_FAILED_ROWS || deadline(),
    tolerate: async (work, rows = 1) => {
      try {
        return await work;
      } catch (fault) {
        faults.push(fault);
        failedRows += rows;
        return undefined;
      }
    },
  };
};
