/** What one metric counts or measures. */
interface CatalogueEntry<Unit, PerVault extends boolean> {
  readonly unit: Unit;
  readonly isPerVault: PerVault;
  readonly meaning: string;
}

const count = (meaning: string): CatalogueEntry<'Count', false> => ({
  unit: 'Count',
  isPerVault: false,
  meaning,
});

const perVault = (meaning: string): CatalogueEntry<'Count', true> => ({
  unit: 'Count',
  isPerVault: true,
  meaning,
});

const duration = (meaning: string): CatalogueEntry<'Milliseconds', false> => ({
  unit: 'Milliseconds',
  isPerVault: false,
  meaning,
});

/**
 * Every metric that the functions emit, by the function's name, which is its dimension `service`.
 *
 * Dashboard, alarms and functions take the names from here by their types alone, so that none of them
 * can name a metric that is not there. `perVault`: a dimension `vault` as well, on trouble only,
 * because each combination of dimensions is a metric of its own to CloudWatch and costs as one.
 */
export const METRIC_CATALOGUE = {
  intake: {
    NoticeRecorded: count('notices that recorded a transition'),
    NoticeRepeated: count('duplicate notices: the status was already known'),
    NoticeFieldDropped: count('unreadable or implausible fields of recorded notices'),
    NoticeRefused: count('notices that went to FailedNoticesQueue'),
    EvidenceConflict: count('notices that contradict earlier evidence from Glacier'),
  },
  tracker: {
    TrackRecorded: count('starts of jobs, reported by CloudTrail, that recorded a job'),
    TrackRepeated: count('starts of jobs that were already known'),
    TrackSkipped: count('InitiateJob calls that started no job'),
    TrackRefused: count('starts of jobs in untracked vaults'),
    TrackTooEarly: count('starts of jobs that Glacier did not know yet; retried'),
    TrackFailed: count('CloudTrail records that went to FailedTracksQueue'),
    VaultMissing: perVault('starts of jobs in a vault that Glacier does not know'),
    EvidenceConflict: count('responses that contradict the recorded job'),
  },
  poller: {
    JobPolled: count('DescribeJob responses'),
    ListPage: count('ListJobs pages read for due jobs'),
    SweptPage: count('ListJobs pages read to find unannounced jobs'),
    TransitionFound: count('responses that recorded a transition'),
    JobAdopted: count('unannounced jobs found by a sweep'),
    ReminderRecorded: count('outputs about to expire'),
    PendingExpedited: count('pending jobs of the tier Expedited, counted every 15 minutes'),
    PendingStandard: count('pending jobs of the tier Standard, counted every 15 minutes'),
    PendingBulk: count('pending jobs of the tier Bulk, counted every 15 minutes'),
    PendingInventory: count('pending inventory retrievals, counted every 15 minutes'),
    OldestExpedited: duration('age of the oldest pending job of the tier Expedited'),
    OldestStandard: duration('age of the oldest pending job of the tier Standard'),
    OldestBulk: duration('age of the oldest pending job of the tier Bulk'),
    OldestInventory: duration('age of the oldest pending inventory retrieval'),
    Overdue: count('jobs pending longer than their tier should take, counted every 15 minutes'),
    PollFailed: count('polls without a usable or recordable response'),
    WindowFailed: count('queries for due jobs that failed'),
    PollRequeued: count('remainders of runs, requeued in PollQueue'),
    VaultListCut: count(
      'runs that could not list every vault; without time, the remainder was requeued',
    ),
    PollGivenUp: count('remainders that were requeued ten times and then left to later polls'),
    PollDenied: perVault('runs that lacked a permission on a vault'),
    VaultMissing: perVault('runs with a vault that does not exist'),
    GlacierUnsupported: count('runs in which Glacier did not serve the account'),
    EvidenceConflict: count('responses that contradict the recorded job'),
  },
  'fan-out': {
    JobInProgress: count('jobs first seen pending'),
    JobSucceeded: count('jobs that succeeded'),
    JobFailed: count('jobs that failed'),
    JobExpiring: count('jobs whose uncollected output expires soon'),
    JobExpired: count('jobs whose output expired'),
    JobCollected: count('jobs whose output was collected'),
    FoundByNotice: count('completions reported by a notice'),
    FoundByPolling: count('completions of pending jobs found by the poller'),
    DelayByNotice: duration('delay from completion to recording, reported by a notice'),
    DelayByPolling: duration('delay from completion to recording, found by the poller'),
    EndpointUnreadable: count('reads of a damaged endpoint row, whose endpoint gets no events'),
    EventFailed: count('events that went to FailedEventsQueue'),
    GroupNoteFailed: count('groups that could not be opened or updated; retried'),
  },
  sender: {
    DeliverySucceeded: count('attempts that the endpoint accepted'),
    DeliveryFailed: count('attempts that failed'),
    DeliveryParked: count('deliveries parked because their endpoint is failing'),
    DeliveryDeferred: count(
      'deliveries deferred by an internal error, without counting an attempt',
    ),
    DeliveryDropped: count('deliveries dropped because their endpoint was removed or disabled'),
    DeliveryExhausted: count('deliveries without further attempts'),
    DeliveryLatency: duration('response time of an endpoint'),
    EndpointSuspect: count('attempts aborted early because the endpoint was slower than usual'),
    EndpointDisabled: count('endpoints disabled automatically'),
  },
  redeliver: {
    DeliveryRedelivered: count('parked deliveries requeued in DeliveryQueue'),
    DeliveryDropped: count('parked deliveries dropped because their endpoint is disabled'),
    DeliveryUnreadable: count('reads of a damaged delivery row, which was skipped'),
    EndpointUnreadable: count('reads of a damaged row of a failing endpoint'),
    DeliveryWaiting: count('deliveries parked in the Deliveries table, counted every 15 minutes'),
  },
  'group-monitor': {
    GroupChecked: count('checks of groups'),
    GroupCompleted: count('completed groups'),
    GroupReopened: count('completed groups that have pending members again'),
    GroupExpiring: count('reminders of outputs in groups that expire soon'),
    GroupOverdue: count('groups with overdue or missing members'),
    GroupCheckFailed: count('checks of groups that failed'),
    GroupCountCut: count('counts of members without enough time; retried'),
    GroupContended: count('changes of groups that another writer overtook; retried'),
    GroupUnreadable: count('reads of a damaged group row, which was skipped'),
    MemberRepaired: count('members whose place in the index was corrected'),
  },
} as const;

type Catalogue = typeof METRIC_CATALOGUE;

/** A function that emits metrics. */
export type MetricService = keyof Catalogue;

/** The names of all metrics of a function, or of those that are like `Like`. */
export type MetricName<Service extends MetricService = MetricService, Like = object> = {
  [One in Service]: {
    [Name in keyof Catalogue[One]]: Catalogue[One][Name] extends Like ? Name : never;
  }[keyof Catalogue[One]];
}[Service] &
  string;

/** The names of a function's counts. */
export type CountName<Service extends MetricService = MetricService> = MetricName<
  Service,
  { readonly unit: 'Count'; readonly isPerVault: false }
>;

/** The names of a function's counts that name a vault. */
export type VaultCountName<Service extends MetricService = MetricService> = MetricName<
  Service,
  { readonly unit: 'Count'; readonly isPerVault: true }
>;

/** The names of what a function measures in milliseconds. */
export type DurationName<Service extends MetricService = MetricService> = MetricName<
  Service,
  { readonly unit: 'Milliseconds' }
>;
