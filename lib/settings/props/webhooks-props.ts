// Made by `npm run docs:settings` from the schema: edit there.
import type { Duration } from 'aws-cdk-lib';

/** How events are delivered to endpoints. */
export interface WebhooksProps {
  /**
   * The delays between delivery attempts, in seconds: 1 to 20 numbers, each from 1 to 259200, with
   * a jitter of 20 percent. The default is the schedule of the Standard Webhooks specification: ten
   * attempts within about 75 hours.
   * @default - 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400 seconds
   */
  readonly retrySchedule?: Duration[] | undefined;
  /**
   * The response timeout of an endpoint: 1 to 30 seconds.
   * @default - 20 seconds
   */
  readonly timeout?: Duration | undefined;
  /**
   * The maximum number of concurrent sender invocations, 2 to 1000; each makes up to ten
   * deliveries. Leave concurrency for the other functions: in a new account with a quota of 10, set
   * 2 to 4.
   * @default 50
   */
  readonly maxConcurrency?: number | undefined;
  /**
   * The number of hours that an endpoint may fail continuously before it is disabled: 1 to 720.
   * @default - 120 hours
   */
  readonly disableAfter?: Duration | undefined;
  /**
   * Up to 20 CIDR ranges of private addresses that webhooks may reach in addition to public
   * addresses. Link-local, metadata and unspecified addresses are never allowed; loopback addresses
   * only if glacierEndpointUrl is a loopback address. In AWS, only a sender with the setting vpc
   * reaches private addresses.
   * @default []
   */
  readonly allowedCidrs?: string[] | undefined;
  /**
   * Whether endpoints may use HTTP instead of HTTPS: true or false.
   * @default false
   */
  readonly allowHttp?: boolean | undefined;
}
