import { Annotations } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable, IManagedPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Access, createAccess } from './create-access.ts';
import { createParts, type Parts } from './create-parts.ts';
import { chooseLogs } from './functions/runtime/log-group.ts';
import { chooseMetricsNamespace } from './functions/runtime/metrics-namespace.ts';
import { type SenderVpc, toVpcProps } from './functions/sender-vpc.ts';
import { MonitoredService } from './monitoring/monitored-service.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { publishOutputs } from './publish-outputs.ts';
import { parseSettings } from './settings/parse-settings.ts';
import type { SettingsProps } from './settings/props/settings-props.ts';
import type { VpcProps } from './settings/props/vpc-props.ts';
import { requireLocal } from './settings/require-local.ts';
import type { Settings } from './settings/settings.ts';

/** The settings of the service; see `docs/settings.md` for examples. */
export interface GlacierJobNotifierProps extends Omit<SettingsProps, 'vpc'> {
  /**
   * The VPC of the function that sends webhooks: as constructs, or as ids of subnets and security groups.
   *
   * @default - the sender runs outside your VPCs
   */
  readonly vpc?: SenderVpc | VpcProps | undefined;
}

/**
 * The whole service for vaults of one account in one Region.
 *
 * A stack can contain several, each for its own vaults: no resource has a fixed name. Its outputs are
 * prefixed with its id, as in `PhotosJobsTableName`.
 *
 * @example
 * const photos = new GlacierJobNotifier(stack, 'Photos', {
 *   vaults: ['photos'],
 *   webhooks: { timeoutSeconds: 10 },
 * });
 * photos.grantReadJobs(report);
 */
export class GlacierJobNotifier extends MonitoredService {
  private readonly parts: Parts;
  private readonly access: Access;
  private readonly settings: Settings;

  /** @throws SettingsError that lists every unknown prop and every invalid value, each with its remedy. */
  constructor(scope: Construct, id: string, props: GlacierJobNotifierProps = {}) {
    super(scope, id);
    const sentence = `These are props of the GlacierJobNotifier "${this.node.path}".`;
    chooseMetricsNamespace(this);
    const vpc = toVpcProps(this, props.vpc, sentence);
    this.settings = parseSettings({ ...props, ...(vpc && { vpc }) }, { prefix: [], sentence });
    requireLocal(this, this.settings, sentence);
    chooseLogs(this, this.settings);
    this.parts = createParts(this, this.settings);
    this.access = createAccess(this, this.parts, this.settings);
    const { parts, access, settings } = this;
    const monitoring = new Monitoring(this, 'Monitoring', { parts, settings });
    publishOutputs(this, { parts, access, monitoring, settings });
    this.warnOfNoVaults();
  }

  /** The topic to which Glacier announces completed jobs: created by the construct, or existing. */
  get noticeTopic(): ITopic {
    return this.parts.noticeTopic;
  }

  /** The topic to which every event is published. */
  get eventsTopic(): ITopic {
    return this.parts.eventsTopic.topic;
  }

  /** The Jobs table: every job with its status and transitions. */
  get jobsTable(): ITable {
    return this.parts.jobs.table;
  }

  /** The queue of deliveries to make. */
  get deliveryQueue(): IQueue {
    return this.parts.sender.deliveryQueue;
  }

  /** Keeps the notices that could not be recorded. */
  get failedNoticesQueue(): IQueue {
    return this.parts.intake.failedNotices;
  }

  /** Keeps the transitions that could not be published. */
  get failedEventsQueue(): IQueue {
    return this.parts.fanOut.failedEvents;
  }

  /** Keeps the deliveries that the sender failed to process. */
  get deliveryDeadLetterQueue(): IQueue {
    return this.parts.sender.deadLetters;
  }

  /** For downstream teams: reads the Jobs table and its index. */
  get jobsReaderPolicy(): IManagedPolicy {
    return this.access.jobsReader;
  }

  /** For operators: policies to attach together, for the service, its diagnosis and the vaults. */
  get operatorPolicies(): readonly IManagedPolicy[] {
    return this.access.operator.policies;
  }

  /** The role that the `subscriberAccounts`, if any, assume to read the Jobs table. */
  get subscriberRole(): IRole | undefined {
    return this.access.subscribers?.role;
  }

  /** Lets a principal read the Jobs table and its index. */
  grantReadJobs(grantee: IGrantable): void {
    this.parts.jobs.grantRead(grantee);
  }

  /** Lets a program register the jobs that it starts, and mark them as collected; see `docs/tracking.md`. */
  grantRegisterJobs(grantee: IGrantable): void {
    this.parts.jobs.grantRegister(grantee, this.settings);
  }

  /** Lets a principal of this account subscribe to the events topic. */
  grantSubscribe(grantee: IGrantable): void {
    this.parts.eventsTopic.grantSubscribe(grantee);
  }

  private warnOfNoVaults(): void {
    if (this.settings.vaults !== undefined) return;
    Annotations.of(this).addWarningV2(
      'glacierJobNotifier:vaults',
      'No vaults are tracked: the setting "vaults" is missing. Specify vaults in the props, in cdk.json or with -c glacierJobNotifier.vaults=photos,backups, or track all with "*".',
    );
  }
}
