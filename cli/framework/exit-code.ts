/** The command's exit codes; docs/cli.md and `--help` list the same. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  unreachable: 3,
  jobFailed: 4,
  jobExpired: 5,
  timedOut: 6,
  interrupted: 130,
  terminated: 143,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit codes for people. */
export const exitCodesText = `Exit codes:
  0    done; for "jobs wait": every job succeeded
  1    what was asked for is not so, or failed
  2    the command line is wrong
  3    the deployment is not found, or cannot be reached with these credentials
  4    jobs wait: a job failed
  5    jobs wait: a job's output expired
  6    jobs wait, endpoints test: the time is up
  130  ended by Ctrl-C
  143  ended by a request to terminate`;
