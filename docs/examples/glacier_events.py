"""The events of glacier-job-notifier as TypedDicts, for Python 3.11 or later."""

# Made by `npm run docs:generate` from docs/schemas.
from typing import Literal, NotRequired, TypedDict, Union


class JobData(TypedDict):
    """The fields of every event of a job."""

    vaultArn: str
    vaultName: str
    accountId: str
    region: str
    jobId: str
    previousStatus: NotRequired[Literal["InProgress", "Succeeded", "Failed", "Expiring", "Expired", "Collected"]]
    sequence: int
    source: Literal["notice", "describe-job", "list-jobs", "registration", "cloudtrail", "collection", "clock"]
    action: NotRequired[str]
    tier: NotRequired[str]
    creationDate: NotRequired[str]
    jobDescription: NotRequired[str]
    archiveId: NotRequired[str]
    archiveSizeInBytes: NotRequired[float]


class JobCollectedData(JobData):
    """The data of `glacier.job.collected`."""

    status: Literal["Collected"]
    completionDate: NotRequired[str]
    outputExpiresAt: NotRequired[str]


class JobExpiredData(JobData):
    """The data of `glacier.job.expired`."""

    status: Literal["Expired"]
    completionDate: NotRequired[str]
    outputExpiresAt: NotRequired[str]


class JobExpiringData(JobData):
    """The data of `glacier.job.expiring`."""

    status: Literal["Expiring"]
    completionDate: NotRequired[str]
    outputExpiresAt: NotRequired[str]


class JobFailedData(JobData):
    """The data of `glacier.job.failed`."""

    status: Literal["Failed"]
    completionDate: NotRequired[str]
    statusMessage: NotRequired[str]


class JobInProgressData(JobData):
    """The data of `glacier.job.in_progress`."""

    status: Literal["InProgress"]


class JobSucceededData(JobData):
    """The data of `glacier.job.succeeded`."""

    status: Literal["Succeeded"]
    completionDate: NotRequired[str]
    outputExpiresAt: NotRequired[str]


class EventJob(TypedDict):
    """A member of `jobs`."""

    vaultArn: str
    jobId: str


class GroupData(TypedDict):
    """The fields of every event of a group."""

    group: str
    accountId: str
    region: str
    openedAt: str
    sequence: int
    expected: NotRequired[int]
    counts: NotRequired[dict[str, int]]


class GroupCompletedData(GroupData):
    """The data of `glacier.group.completed`."""

    reason: NotRequired[Literal["closed"]]
    jobs: NotRequired[list[EventJob]]
    firstExpiresAt: NotRequired[str]


class GroupExpiringData(GroupData):
    """The data of `glacier.group.expiring`."""

    expiringCount: int
    firstExpiresAt: NotRequired[str]


class GroupOverdueData(GroupData):
    """The data of `glacier.group.overdue`."""

    reason: Literal["late-members", "missing-members"]
    jobs: NotRequired[list[EventJob]]


class WebhookDeliveryExhaustedData(TypedDict):
    """The data of `webhook.delivery.exhausted`."""

    endpointId: str
    eventId: str
    eventType: str
    attemptCount: int
    lastAttemptAt: str
    lastStatusCode: NotRequired[int]
    lastError: NotRequired[str]


class WebhookEndpointDisabledData(TypedDict):
    """The data of `webhook.endpoint.disabled`."""

    endpointId: str
    description: NotRequired[str]
    urlHost: NotRequired[str]
    reason: str
    failingSince: NotRequired[str]


class WebhookTestData(TypedDict):
    """The data of `webhook.test`."""

    endpointId: str


class GroupCompletedEvent(TypedDict):
    """No job of the group is pending any more."""

    id: str
    type: Literal["glacier.group.completed"]
    timestamp: str
    data: GroupCompletedData


class GroupExpiringEvent(TypedDict):
    """Outputs of the group expire soon."""

    id: str
    type: Literal["glacier.group.expiring"]
    timestamp: str
    data: GroupExpiringData


class GroupOverdueEvent(TypedDict):
    """Jobs of the group take longer than expected, or are missing."""

    id: str
    type: Literal["glacier.group.overdue"]
    timestamp: str
    data: GroupOverdueData


class JobCollectedEvent(TypedDict):
    """The output is marked as fetched."""

    id: str
    type: Literal["glacier.job.collected"]
    timestamp: str
    data: JobCollectedData


class JobExpiredEvent(TypedDict):
    """Glacier no longer knows the job."""

    id: str
    type: Literal["glacier.job.expired"]
    timestamp: str
    data: JobExpiredData


class JobExpiringEvent(TypedDict):
    """The output expires soon, and is not marked as fetched."""

    id: str
    type: Literal["glacier.job.expiring"]
    timestamp: str
    data: JobExpiringData


class JobFailedEvent(TypedDict):
    """Glacier could not do the job."""

    id: str
    type: Literal["glacier.job.failed"]
    timestamp: str
    data: JobFailedData


class JobInProgressEvent(TypedDict):
    """A job is tracked from now on."""

    id: str
    type: Literal["glacier.job.in_progress"]
    timestamp: str
    data: JobInProgressData


class JobSucceededEvent(TypedDict):
    """The job's output can be fetched."""

    id: str
    type: Literal["glacier.job.succeeded"]
    timestamp: str
    data: JobSucceededData


class WebhookDeliveryExhaustedEvent(TypedDict):
    """Every attempt of a delivery has failed; it can be replayed for 30 days. On the events topic only."""

    id: str
    type: Literal["webhook.delivery.exhausted"]
    timestamp: str
    data: WebhookDeliveryExhaustedData


class WebhookEndpointDisabledEvent(TypedDict):
    """The service has taken an endpoint out of service. On the events topic only."""

    id: str
    type: Literal["webhook.endpoint.disabled"]
    timestamp: str
    data: WebhookEndpointDisabledData


class WebhookTestEvent(TypedDict):
    """An operator tries the endpoint; no job has changed."""

    id: str
    type: Literal["webhook.test"]
    timestamp: str
    data: WebhookTestData


GlacierEvent = Union[
    GroupCompletedEvent,
    GroupExpiringEvent,
    GroupOverdueEvent,
    JobCollectedEvent,
    JobExpiredEvent,
    JobExpiringEvent,
    JobFailedEvent,
    JobInProgressEvent,
    JobSucceededEvent,
    WebhookDeliveryExhaustedEvent,
    WebhookEndpointDisabledEvent,
    WebhookTestEvent,
]
