// Made by `npm run docs:settings` from the schema: edit there.

/** How deliveries to endpoints are made. */
export interface WebhooksProps {
  /**
   * The waits between the attempts of a delivery: 1 to 20 numbers of seconds, each from 1 to
   * 259200, varied by a fifth. The default, that of the Standard Webhooks specification, makes ten
   * attempts within some 75 hours.
   * @default [5,300,1800,7200,18000,36000,50400,72000,86400]
   */
  readonly retryScheduleSeconds?: readonly number[] | undefined;
  /**
   * How long an endpoint may take to answer, 1 to 30 seconds.
   * @default 20
   */
  readonly timeoutSeconds?: number | undefined;
  /**
   * The maximum number of sender invocations that run at once, 2 to 1000; each makes up to ten
   * deliveries. Leave room for the other functions: with a concurrency quota of 10, which a new
   * account may have, set 2 to 4.
   * @default 50
   */
  readonly maxConcurrency?: number | undefined;
  /**
   * For how many hours an endpoint may do nothing but fail before it is disabled, 1 to 720.
   * @default 120
   */
  readonly disableAfterHours?: number | undefined;
  /**
   * Ranges of private addresses, at most 20, that webhooks may reach in addition to public
   * addresses. Link-local, metadata and unspecified addresses can never be allowed; loopback
   * addresses only if glacierEndpointUrl is itself a loopback address.
   * @default []
   */
  readonly allowedCidrs?: readonly string[] | undefined;
  /**
   * Whether an endpoint may be http instead of https: true or false.
   * @default false
   */
  readonly allowHttp?: boolean | undefined;
}
