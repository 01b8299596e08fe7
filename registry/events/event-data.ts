// Made by `npm run docs:generate` from docs/schemas: edit there.

/** The fields of every event of a job. */
export interface JobData {
  readonly vaultArn: string;
  readonly vaultName: string;
  readonly accountId: string;
  readonly region: string;
  /** Glacier's id of the job, for GetJobOutput. */
  readonly jobId: string;
  /** Absent on a job's first event. */
  readonly previousStatus?:
    | 'InProgress'
    | 'Succeeded'
    | 'Failed'
    | 'Expiring'
    | 'Expired'
    | 'Collected';
  /** Grows by one with each transition of the job: ignore an event with a lower one than you have seen. */
  readonly sequence: number;
  /** What reported the status. */
  readonly source:
    | 'notice'
    | 'describe-job'
    | 'list-jobs'
    | 'registration'
    | 'cloudtrail'
    | 'collection'
    | 'clock';
  /** ArchiveRetrieval, InventoryRetrieval, Select, or what Glacier may add. */
  readonly action?: string;
  /** Expedited, Standard or Bulk; absent on inventory retrievals. */
  readonly tier?: string;
  readonly creationDate?: string;
  readonly jobDescription?: string;
  readonly archiveId?: string;
  readonly archiveSizeInBytes?: number;
}

/** The data of `glacier.job.collected`. */
export interface JobCollectedData extends JobData {
  readonly status: 'Collected';
  readonly completionDate?: string;
  /** Until then at least the output can be fetched. */
  readonly outputExpiresAt?: string;
}

/** The data of `glacier.job.expired`. */
export interface JobExpiredData extends JobData {
  readonly status: 'Expired';
  readonly completionDate?: string;
  /** Until then at least the output can be fetched. */
  readonly outputExpiresAt?: string;
}

/** The data of `glacier.job.expiring`. */
export interface JobExpiringData extends JobData {
  readonly status: 'Expiring';
  readonly completionDate?: string;
  /** Until then at least the output can be fetched. */
  readonly outputExpiresAt?: string;
}

/** The data of `glacier.job.failed`. */
export interface JobFailedData extends JobData {
  readonly status: 'Failed';
  readonly completionDate?: string;
  /** The reason that Glacier gives for the failure. */
  readonly statusMessage?: string;
}

/** The data of `glacier.job.in_progress`. */
export interface JobInProgressData extends JobData {
  readonly status: 'InProgress';
}

/** The data of `glacier.job.succeeded`. */
export interface JobSucceededData extends JobData {
  readonly status: 'Succeeded';
  readonly completionDate?: string;
  /** Until then at least the output can be fetched. */
  readonly outputExpiresAt?: string;
}

/** A member of `jobs`. */
export interface EventJob {
  readonly vaultArn: string;
  readonly jobId: string;
}

/** The fields of every event of a group. */
export interface GroupData {
  /** The group's name. */
  readonly group: string;
  readonly accountId: string;
  readonly region: string;
  /** When the group was opened. A name that is used again has another. */
  readonly openedAt: string;
  /** Grows with each recorded change of the group: ignore an event with a lower one than you have seen for the same openedAt. */
  readonly sequence: number;
  /** How many jobs the operator expects; absent if unknown. */
  readonly expected?: number;
  /** The group's jobs by status. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** The data of `glacier.group.completed`. */
export interface GroupCompletedData extends GroupData {
  /** closed: an operator completed the group. */
  readonly reason?: 'closed';
  /** Up to ten jobs that failed. */
  readonly jobs?: readonly EventJob[];
  /** When the first output expires that is not marked as fetched. */
  readonly firstExpiresAt?: string;
}

/** The data of `glacier.group.expiring`. */
export interface GroupExpiringData extends GroupData {
  /** How many outputs expire soon and are not marked as fetched. */
  readonly expiringCount: number;
  /** When the first output expires that is not marked as fetched. */
  readonly firstExpiresAt?: string;
}

/** The data of `glacier.group.overdue`. */
export interface GroupOverdueData extends GroupData {
  /** late-members: jobs are pending longer than their tier takes; missing-members: fewer jobs than expected, and none is pending. */
  readonly reason: 'late-members' | 'missing-members';
  /** Up to ten late jobs. */
  readonly jobs?: readonly EventJob[];
}

/** The data of `webhook.delivery.exhausted`. */
export interface WebhookDeliveryExhaustedData {
  /** The endpoint's id in the Endpoints table. */
  readonly endpointId: string;
  /** The id of the event that could not be delivered. */
  readonly eventId: string;
  /** Its type. */
  readonly eventType: string;
  readonly attemptCount: number;
  readonly lastAttemptAt: string;
  /** The status code of the last answer; absent if there was none. */
  readonly lastStatusCode?: number;
  /** The reason that the last attempt had no answer. */
  readonly lastError?: string;
}

/** The data of `webhook.endpoint.disabled`. */
export interface WebhookEndpointDisabledData {
  /** The endpoint's id in the Endpoints table. */
  readonly endpointId: string;
  readonly description?: string;
  /** The host of the endpoint's URL; the rest stays private. */
  readonly urlHost?: string;
  /** Why, in words. */
  readonly reason: string;
  /** When the first of the failures began that no success has followed; absent if there were none. */
  readonly failingSince?: string;
}

/** The data of `webhook.test`. */
export interface WebhookTestData {
  readonly endpointId: string;
}
