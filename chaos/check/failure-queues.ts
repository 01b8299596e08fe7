/** Whether a queue keeps what went wrong for good; anything in any other queue is stuck. */
export const isFailureQueue = (name: string): boolean => /Failed|DeadLetter/.test(name);
