/** A running job. */
export interface StartedJob {
  readonly archiveId: string;
  readonly jobId: string;
  /** Why the service does not track the job; absent when it does. */
  readonly untracked?: string | undefined;
}

/** An archive whose job was not, or possibly not, started. */
export interface UnstartedArchive {
  readonly archiveId: string;
  /** `unsure`: the request was sent but got no response; the next start checks for a job first. */
  readonly kind: 'busy' | 'refused' | 'unsure' | 'duplicate';
  readonly message: string;
  /** Of `duplicate`: the job that is pending, or of which the output can still be fetched. */
  readonly jobId?: string | undefined;
}

/** The result of a start of many archives. */
export interface StartReport {
  readonly started: readonly StartedJob[];
  readonly unstarted: readonly UnstartedArchive[];
  /** How many were started and tracked before. */
  readonly earlier: number;
  /** How many were not attempted, because of an interruption or a permanent error. */
  readonly left: number;
  /** Why the start ended early. */
  readonly halted?: string | undefined;
  /** Ids of started jobs that the journal could not record. */
  readonly unnoted?: readonly string[];
  /** The error that ended the start; requests in flight have completed. */
  readonly fault?: unknown;
}
