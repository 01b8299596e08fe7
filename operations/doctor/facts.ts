import type { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { CommandScope } from '../shell-command.ts';

/** A fact that was looked up, or the reason why it could not be. */
export type Fact<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'unchecked'; readonly reason: string };

/** Where a vault sends its notices. */
export interface NotificationConfiguration {
  readonly topicArn: string;
  readonly events: readonly string[];
}

/** A tracked vault. */
export interface VaultFacts {
  readonly name: string;
  readonly exists: boolean;
  readonly notifications?: NotificationConfiguration | undefined;
}

/** The notice topic. */
export interface TopicFacts {
  readonly policy: string | undefined;
  /** The id, ARN or alias of its encryption key, if any. */
  readonly keyId: string | undefined;
}

/** The encryption key of the notice topic. */
export interface KeyFacts {
  readonly arn: string;
  readonly state: string;
  /** An AWS managed key, whose policy cannot be changed. */
  readonly isAwsManaged: boolean;
  readonly policy: string | undefined;
}

/** A subscription to the notice topic. */
export interface SubscriptionFacts {
  /** Absent until the subscription is confirmed. */
  readonly arn: string | undefined;
  readonly protocol: string;
  readonly endpoint: string;
  readonly filterPolicy?: string | undefined;
  readonly filterScope?: string | undefined;
}

/** An event source mapping that invokes a function. */
export interface MappingFacts {
  readonly id: string;
  readonly source: string;
  readonly state: string;
}

/** A function of the service. */
export interface FunctionFacts {
  readonly name: string;
  readonly exists: boolean;
  readonly arn: string;
  readonly state?: string | undefined;
  readonly lastUpdateStatus?: string | undefined;
  readonly reservedConcurrency?: number | undefined;
  readonly policy?: string | undefined;
  readonly mappings: readonly MappingFacts[];
  /** The source whose mapping invokes it; absent if there is none. */
  readonly reads?: string | undefined;
}

/** A schedule of the service. */
export interface ScheduleFacts {
  readonly name: string;
  readonly groupName: string;
  readonly state: string;
}

/** The recent activity of a function. */
export interface ActivityFacts {
  readonly minutes: number;
  readonly invocations: number;
  readonly errors: number;
  /** The age of its schedule, if known. */
  readonly ageMinutes?: number | undefined;
}

/** The sources of the latest completions. */
export interface CompletionFacts {
  readonly byNotice: number;
  /** Found by the poller. */
  readonly byPolling: number;
  readonly lastNoticeAt: Instant | undefined;
}

/** A failure queue. */
export interface QueueFacts {
  readonly name: string;
  readonly messages: number;
  /** None of the messages can ever be redriven; unknown counts as false. */
  readonly isUnusable?: boolean;
}

/** An endpoint with its parked deliveries. */
export interface EndpointFacts {
  readonly endpoint: Endpoint;
  /** At most a hundred are counted. */
  readonly parked: number;
}

/** Overdue jobs of one tier. */
export interface OverdueFacts {
  readonly statusKey: string;
  readonly jobs: number;
}

/** What a subscription of intake looks like. */
export interface SubscriberFacts {
  readonly protocol: string;
  /** The start of its endpoint; never empty. */
  readonly endpoint: string;
}

/** An unreadable row; the reason identifies it. */
export interface DamagedRow {
  readonly tableName: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** All facts that the doctor examines. */
export interface DoctorFacts {
  readonly scope: CommandScope;
  readonly accountId: string;
  readonly noticeTopicArn: string;
  readonly intakeSubscriber: Fact<SubscriberFacts>;
  readonly vaults: Fact<readonly VaultFacts[]>;
  /** Undefined if the topic does not exist. */
  readonly topic: Fact<TopicFacts | undefined>;
  /** Undefined if the topic has no key, or the key does not exist. */
  readonly topicKey: Fact<KeyFacts | undefined>;
  readonly subscriptions: Fact<readonly SubscriptionFacts[]>;
  readonly intake: Fact<FunctionFacts>;
  readonly completions: Fact<CompletionFacts>;
  readonly poller: Fact<FunctionFacts>;
  readonly schedules: Fact<readonly ScheduleFacts[]>;
  readonly polls: Fact<ActivityFacts>;
  /** The functions that publish and deliver: fan-out, sender, redeliver and group-monitor. */
  readonly deliverers: Fact<readonly FunctionFacts[]>;
  readonly queues: Fact<readonly QueueFacts[]>;
  readonly endpoints: Fact<readonly EndpointFacts[]>;
  readonly overdue: Fact<readonly OverdueFacts[]>;
  /** Rows that the other facts skip. */
  readonly damaged: readonly DamagedRow[];
}
