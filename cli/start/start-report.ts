/** A job that runs now. */
export interface StartedJob {
  readonly archiveId: string;
  readonly jobId: string;
  /** Absent when the service follows the job; else why it does not. */
  readonly untracked?: string | undefined;
}

/** An archive for which no job was started, or of which that is not known. */
export interface UnstartedArchive {
  readonly archiveId: string;
  /** `unsure`: the request was sent, but not answered; the next start looks first. */
  readonly kind: 'busy' | 'refused' | 'unsure' | 'duplicate';
  readonly message: string;
  /** Of `duplicate`: the job that is pending, or of which the output can still be fetched. */
  readonly jobId?: string | undefined;
}

/** What became of a start of many. */
export interface StartReport {
  readonly started: readonly StartedJob[];
  readonly unstarted: readonly UnstartedArchive[];
  /** How many were started and tracked before. */
  readonly earlier: number;
  /** How many were not tried, because of an interruption or a hopeless answer. */
  readonly left: number;
  /** Why the start has ended before its time. */
  readonly halted?: string | undefined;
  /** Ids of started jobs that the journal could not note. */
  readonly unnoted?: readonly string[];
  /** The error that has ended the start; what was under way has come to its end. */
  readonly fault?: unknown;
}
