import { Annotations, type CustomResource } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Grant, IGrantable, IManagedPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { requireOwnAccount } from './access/require-own-account.ts';
import { type Access, createAccess } from './create-access.ts';
import { createParts, type Parts } from './create-parts.ts';
import type { EndpointProps } from './endpoint-props.ts';
import { ManagedEndpoints } from './functions/managed-endpoints.ts';
import { chooseMetricsNamespace } from './functions/runtime/metrics-namespace.ts';
import { MonitoredService } from './monitoring/monitored-service.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { publishOutputs } from './publish-outputs.ts';
import type { SettingsOrigin } from './settings/parse-settings.ts';
import { requireLocal } from './settings/require-local.ts';
import type { Settings } from './settings/settings.ts';
import { chooseSettings } from './settings/settings-of.ts';

/** The whole service by its plain settings, with what other constructs may use of it. */
export class Service extends MonitoredService {
  private readonly parts: Parts;
  private readonly access: Access;
  private readonly settings: Settings;
  private readonly monitoring: Monitoring;
  private managedEndpoints: ManagedEndpoints | undefined;

  /**
   * Creates the service; users of the package, who lack the types of settings, do so by its subclass.
   *
   * @throws SettingsError for a resource of another Region.
   * @internal
   */
  constructor(
    scope: Construct,
    id: string,
    read: (service: Construct) => Settings,
    origin: SettingsOrigin,
  ) {
    super(scope, id);
    chooseMetricsNamespace(this);
    const settings = read(this);
    this.settings = settings;
    requireLocal(this, settings, origin);
    chooseSettings(this, settings);
    this.parts = createParts(this, settings);
    this.access = createAccess(this, this.parts, settings);
    const { parts, access } = this;
    this.monitoring = new Monitoring(this, 'Monitoring', { parts, settings });
    publishOutputs(this, { parts, access, monitoring: this.monitoring, settings });
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
  get operatorPolicies(): IManagedPolicy[] {
    return [...this.access.operator.policies];
  }

  /** The role that the `subscriberAccounts`, if any, assume to read the Jobs table. */
  get subscriberRole(): IRole | undefined {
    return this.access.subscribers?.role;
  }

  /**
   * Lets a principal of this account read jobs and groups, as `jobsReaderPolicy` does.
   *
   * @throws Error for a principal of another account, whose policies this stack cannot change.
   */
  grantRead(grantee: IGrantable): Grant {
    requireOwnAccount(this, grantee, 'and let the principal assume subscriberRole');
    const { jobs, groups } = this.parts;
    return jobs.grantRead(grantee).combine(groups.grantRead(grantee));
  }

  /**
   * Lets a principal of this account register the jobs that it starts, and mark them as collected; see
   * `docs/tracking.md`.
   *
   * @throws Error for a principal of another account, whose policies this stack cannot change.
   */
  grantRegister(grantee: IGrantable): Grant {
    requireOwnAccount(this, grantee);
    return this.parts.jobs.grantRegister(grantee, this.settings);
  }

  /**
   * Lets a principal of this account subscribe to the events topic.
   *
   * @throws Error for a principal of another account, whose policies this stack cannot change.
   */
  grantSubscribe(grantee: IGrantable): Grant {
    requireOwnAccount(this, grantee, 'which lets that account subscribe');
    return this.parts.eventsTopic.grantSubscribe(grantee);
  }

  /**
   * Lets a principal of this account operate the service with the command, as `operatorPolicies` do.
   *
   * @throws Error for a principal of another account, whose policies this stack cannot change.
   */
  grantOperate(grantee: IGrantable): Grant {
    requireOwnAccount(this, grantee);
    return this.access.operator.grant(grantee);
  }

  /**
   * Adds a webhook endpoint that deployments create, change in place, roll back and remove.
   *
   * Another id is another endpoint. The `ref` of what it returns is the id that operators see.
   * @throws SettingsError that lists every invalid prop, each with its remedy.
   */
  addEndpoint(id: string, props: EndpointProps): CustomResource {
    const { parts, monitoring, settings } = this;
    this.managedEndpoints ??= new ManagedEndpoints(this, { parts, monitoring, settings });
    return this.managedEndpoints.add(id, props);
  }

  private warnOfNoVaults(): void {
    if (this.settings.vaults !== undefined) return;
    Annotations.of(this).addWarningV2(
      'glacierJobNotifier:vaults',
      'No vaults are tracked: the setting "vaults" is missing. Specify vaults in the props, in cdk.json or with -c glacierJobNotifier.vaults=photos,backups, or track all with "*".',
    );
  }
}
