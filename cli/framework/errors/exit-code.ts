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

/** The exit codes as shown in the help. */
export const exitCodesText = `Exit codes:
  0    success; for "jobs wait" and "groups wait": every job succeeded
  1    failure
  2    usage error
  3    the deployment was not found, or is not accessible with these credentials
  4    jobs wait, groups wait: a job failed
  5    jobs wait, groups wait: a job's output expired
  6    jobs wait, groups wait, endpoints test: timed out
  130  interrupted by Ctrl-C
  143  terminated by a signal`;
