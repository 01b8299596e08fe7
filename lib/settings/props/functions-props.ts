// Made by `npm run docs:settings` from the schema: edit there.

/** How the functions run. */
export interface FunctionsProps {
  /**
   * The memory of every function, in MB: 256 to 3008. The CPU grows with it. All measurements were
   * made with 512.
   * @default 512
   */
  readonly memoryMb?: number | undefined;
  /**
   * The concurrency that Lambda reserves for intake, which is also its maximum: 1 to 1000. Other
   * functions of the account cannot take it, and must keep 100. Notices above it wait, up to 6
   * hours. Limit the sender with webhooks.maxConcurrency instead.
   * @default - intake shares the concurrency of the account
   */
  readonly intakeReservedConcurrency?: number | undefined;
  /**
   * Whether AWS X-Ray traces the invocations of every function (active tracing): true or false.
   * X-Ray charges for each recorded trace.
   * @default false
   */
  readonly tracing?: boolean | undefined;
}
