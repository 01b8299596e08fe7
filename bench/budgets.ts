/** The requests to AWS that one invocation may make, by action. */
export interface RequestBudget {
  readonly requests: Readonly<Record<string, number>>;
  /** What each of them is for. */
  readonly reason: string;
}

/**
 * The requests of a warm function for each thing that can come to it; measured in the sandbox.
 *
 * A request is some 10 ms of a function's time and the larger part of its price. The calls per job have
 * their gate in `test/bench/polling`.
 */
export const requestBudgets = {
  'a notice of a new job': {
    requests: { 'dynamodb:UpdateItem': 1 },
    reason: 'It is written under a condition, without a read.',
  },
  'a notice of a job in progress': {
    requests: { 'dynamodb:UpdateItem': 1 },
    reason: 'The same write holds for a job that is known to be in progress.',
  },
  'a notice that repeats another': {
    requests: { 'dynamodb:UpdateItem': 1 },
    reason: 'The old item comes back with the failed condition, and nothing is new.',
  },
  'a notice that cannot be used': {
    requests: { 'sqs:SendMessage': 1 },
    reason: 'It is kept with the reason.',
  },
  'ten transitions for one endpoint': {
    requests: { 'sns:Publish': 1, 'sqs:SendMessage': 1, 'events:PutEvents': 1 },
    reason:
      'Each takes ten entries a request, the last with the setting eventBus; endpoints are read once a minute at most.',
  },
  'ten deliveries that are accepted': {
    requests: { 'dynamodb:GetItem': 10, 'dynamodb:PutItem': 10 },
    reason: 'Each row is read, so that nothing is sent twice, and written once.',
  },
  'a delivery that is refused': {
    requests: {
      'dynamodb:GetItem': 1,
      'dynamodb:PutItem': 1,
      'dynamodb:UpdateItem': 1,
      'sqs:ChangeMessageVisibility': 1,
    },
    reason: 'The failure is recorded on the endpoint, and the message waits in the queue.',
  },
  'a delivery to an endpoint that fails': {
    requests: { 'dynamodb:GetItem': 2, 'dynamodb:PutItem': 1 },
    reason: 'It is parked without an attempt, on the state of the endpoint as it is now.',
  },
  'a delivery that was delivered before': {
    requests: { 'dynamodb:GetItem': 1 },
    reason: 'Its row says so.',
  },
  'a minute of redeliver with nothing to do': {
    requests: { 'dynamodb:Query': 8, 'dynamodb:Scan': 1 },
    reason: 'One query a shard of what is due, and the endpoints in trouble.',
  },
  'a minute of group-monitor with nothing to do': {
    requests: { 'dynamodb:Query': 2 },
    reason: 'The open groups, and the completed ones that are due.',
  },
  'a minute of the poller with nothing to do': {
    requests: { 'dynamodb:Query': 7 },
    reason: 'The oldest and newest job of kinds that have any, and the reminders.',
  },
} as const satisfies Record<string, RequestBudget>;

/** What {@link requestBudgets} bounds. */
export type BudgetedPath = keyof typeof requestBudgets;

/** The kB (1,000 bytes) that the bundle of each function may weigh. */
export const bundleBudgets: Readonly<Record<string, number>> = {
  intake: 300,
  sender: 300,
  // These carry a third client of the SDK; the poller lists jobs besides, and misses the 300 kB of the rest.
  poller: 350,
  tracker: 330,
  // The client of EventBridge is 16 kB of it, with or without the setting eventBus.
  'fan-out': 340,
  redeliver: 330,
  'group-monitor': 270,
  // Runs once a deployment; one of its clients speaks XML.
  'vault-notifications': 340,
  'managed-endpoints': 280,
};
