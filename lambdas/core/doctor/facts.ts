import type { Endpoint } from '../endpoint.ts';
import type { Instant } from '../instant.ts';
import type { CommandScope } from './command-line.ts';

/** Something that was looked up, or the reason why it could not be. */
export type Fact<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'unchecked'; readonly reason: string };

/** Where a vault announces its jobs. */
export interface NotificationConfiguration {
  readonly topicArn: string;
  readonly events: readonly string[];
}

/** A vault whose jobs are followed. */
export interface VaultFacts {
  readonly name: string;
  readonly exists: boolean;
  readonly notifications?: NotificationConfiguration | undefined;
}

/** The topic of notices. */
export interface TopicFacts {
  readonly policy: string | undefined;
  /** The id, ARN or alias of the key that it is encrypted with, if any. */
  readonly keyId: string | undefined;
}

/** The key that the topic of notices is encrypted with. */
export interface KeyFacts {
  readonly arn: string;
  readonly state: string;
  /** Made by AWS, so that its policy cannot be changed. */
  readonly isAwsManaged: boolean;
  readonly policy: string | undefined;
}

/** A subscription of the topic of notices. */
export interface SubscriptionFacts {
  /** No ARN as long as it is not confirmed. */
  readonly arn: string | undefined;
  readonly protocol: string;
  readonly endpoint: string;
  readonly filterPolicy?: string | undefined;
  readonly filterScope?: string | undefined;
}

/** What invokes a function. */
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
  /** The source whose mapping invokes it; absent where there is none. */
  readonly reads?: string | undefined;
}

/** A schedule of the service. */
export interface ScheduleFacts {
  readonly name: string;
  readonly groupName: string;
  readonly state: string;
}

/** What a function did lately. */
export interface ActivityFacts {
  readonly minutes: number;
  readonly invocations: number;
  readonly errors: number;
  /** How long ago its schedule was deployed, where that is known. */
  readonly ageMinutes?: number | undefined;
}

/** How the latest completions became known. */
export interface CompletionFacts {
  readonly byNotice: number;
  /** Found by asking Glacier. */
  readonly byPolling: number;
  readonly lastNoticeAt: Instant | undefined;
}

/** A queue that keeps what failed. */
export interface QueueFacts {
  readonly name: string;
  readonly messages: number;
  /** No redrive can ever deal with any of the messages; unknown counts as false. */
  readonly isUnusable?: boolean;
}

/** An endpoint, with what waits for it. */
export interface EndpointFacts {
  readonly endpoint: Endpoint;
  /** Counted up to a hundred. */
  readonly parked: number;
}

/** Jobs of one kind that have been pending for too long. */
export interface OverdueFacts {
  readonly statusKey: string;
  readonly jobs: number;
}

/** How a subscription of intake looks. */
export interface SubscriberFacts {
  readonly protocol: string;
  /** The start of its endpoint; never empty. */
  readonly endpoint: string;
}

/** A row that cannot be read; the reason names it. */
export interface DamagedRow {
  readonly tableName: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** All that the doctor looks at. */
export interface DoctorFacts {
  readonly scope: CommandScope;
  readonly accountId: string;
  readonly noticeTopicArn: string;
  readonly intakeSubscriber: Fact<SubscriberFacts>;
  readonly vaults: Fact<readonly VaultFacts[]>;
  /** No topic: it does not exist. */
  readonly topic: Fact<TopicFacts | undefined>;
  /** No key: the topic is not encrypted with one, or the key does not exist. */
  readonly topicKey: Fact<KeyFacts | undefined>;
  readonly subscriptions: Fact<readonly SubscriptionFacts[]>;
  readonly intake: Fact<FunctionFacts>;
  readonly completions: Fact<CompletionFacts>;
  readonly poller: Fact<FunctionFacts>;
  readonly schedules: Fact<readonly ScheduleFacts[]>;
  readonly polls: Fact<ActivityFacts>;
  /** What announces and delivers: fan-out, sender and redeliver. */
  readonly deliverers: Fact<readonly FunctionFacts[]>;
  readonly queues: Fact<readonly QueueFacts[]>;
  readonly endpoints: Fact<readonly EndpointFacts[]>;
  readonly overdue: Fact<readonly OverdueFacts[]>;
  /** What the other facts leave out. */
  readonly damaged: readonly DamagedRow[];
}
