/**
 * Prices in dollars, us-east-1, on demand, beyond every free tier.
 *
 * Second-hand: from third parties that quote AWS's price list, collected in November 2026. Change them
 * here; `npm run bench:cost` regenerates docs/cost.md.
 */
export const PRICES = {
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  lambdaInvocation: 0.2e-6,
  lambdaArmGbSecond: 0.000_013_333_4,
  lambdaX86GbSecond: 0.000_016_666_7,
  sqsRequest: 0.4e-6,
  snsPublish: 0.5e-6,
  logGb: 0.5,
  kmsKeyMonth: 1,
  alarmMetricMonth: 0.1,
  dashboardMonth: 3,
  scheduleInvocation: 1e-6,
} as const;

/** Where the prices are published; each was last compared with these pages by third parties in November 2026. */
export const PRICE_PAGES = [
  'dynamodb/pricing/on-demand',
  'lambda/pricing',
  'sqs/pricing',
  'sns/pricing',
  'cloudwatch/pricing',
  'kms/pricing',
  'eventbridge/pricing',
].map((page) => `https://aws.amazon.com/${page}`);

/** What cannot be counted on one machine, and is assumed. */
export const ASSUMED = {
  /** The time of a request to DynamoDB, SNS or SQS from a function. */
  awsRequestMs: 10,
  /** The time of everything else in a warm invocation. */
  ownMs: 3,
  /** How long a webhook takes to answer. */
  webhookMs: 30,
  /** The memory of functions in GB, as the stack sets it. */
  memoryGb: 0.5,
  /** Empty receives of a queue's event source mapping: five pollers that wait for 20 seconds. */
  receivesPerMinute: 15,
  /** The memory that such functions usually get, on x86. */
  usualMemoryGb: 1,
  /** What Lambda and Powertools put around a log line, and a line of metrics, in bytes. */
  logLineBytes: 520,
  metricsLineBytes: 330,
  /** What a usual handler logs: Lambda's own lines, the event and a line of its own. */
  usualLogBytes: 2400,
} as const;
