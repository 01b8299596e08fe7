import { createHash } from 'node:crypto';
import { CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, type IDependable } from 'constructs';
import type { VaultNotificationsEnv } from '../../lambdas/vault-notifications/env.ts';
import { allow } from '../access/allow.ts';
import { allowOn } from '../access/encryption-key.ts';
import { allowListVaults, allowOnVaults } from '../access/vault-access.ts';
import { type VaultSettings, vaultGroups } from '../access/vault-groups.ts';
import type { Settings } from '../settings/settings.ts';
import { glacierEndpoint } from './glacier-endpoint.ts';
import { NodeFunction } from './runtime/node-function.ts';
import { type ConfiguresVaults, describeVaultConflicts } from './vault-conflicts.ts';

/** Per invocation; about 1000 vaults take half of it. */
const TIMEOUT = Duration.minutes(10);

const CHANGES = ['Get', 'Set', 'Delete'].map((verb) => `glacier:${verb}VaultNotifications`);

/** A managed policy is limited to 6,144 characters; this leaves room for everything but resources. */
const MAX_VAULT_CHARACTERS = 5500;

/** The props of the vault notifications. */
export interface VaultNotificationsProps {
  /** The topic that the vaults must notify. */
  readonly noticeTopic: ITopic;
  /** What must be ready before the first notice arrives. */
  readonly after: readonly IDependable[];
  /** The vaults, and whether to change them. */
  readonly settings: Settings;
}

/**
 * Configures the vaults to notify NoticeTopic, and restores them later; see
 * `docs/vault-notifications.md`.
 *
 * It always exists, because it rejects updates that omit the setting `vaults`.
 */
export class VaultNotifications extends Construct implements ConfiguresVaults {
  /** The vaults that it configures; none where the setting `manageVaultNotifications` is off. */
  readonly configured: NonNullable<Settings['vaults']>;

  constructor(scope: Construct, id: string, props: VaultNotificationsProps) {
    super(scope, id);
    const { settings } = props;
    this.configured = chooseManagement(settings) === false ? [] : (settings.vaults ?? []);
    this.node.addValidation({ validate: () => this.describeConflicts() });
    const fn = new NodeFunction(this, 'Function', {
      folder: 'vault-notifications',
      description: 'Configures vaults to notify the notice topic during deployments',
      timeout: TIMEOUT,
    });
    fn.useEnvironment({
      ...this.grantRemember(fn),
      ACCOUNT_ID: Stack.of(this).account,
      PARTITION: Stack.of(this).partition,
      ...glacierEndpoint(settings),
    } satisfies VaultNotificationsEnv);
    allow(fn, ['cloudformation:DescribeStacks'], Stack.of(this).stackId);
    const resource = this.addResource(fn, props);
    resource.node.addDependency(
      props.noticeTopic,
      ...props.after,
      ...this.grantChange(fn, settings),
    );
  }

  private describeConflicts(): string[] {
    const all = this.node.root.node.findAll().filter((one) => one instanceof VaultNotifications);
    return describeVaultConflicts(this, all.slice(0, all.indexOf(this)));
  }

  // It is empty after the vaults are restored, so there is nothing to retain.
  private grantRemember(fn: NodeFunction) {
    const table = new Table(this, 'Records', {
      partitionKey: { name: 'vaultName', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const actions = ['dynamodb:Scan', 'dynamodb:PutItem', 'dynamodb:DeleteItem'];
    allowOn(this, fn, actions, table.tableArn);
    return { VAULT_RECORDS_TABLE_NAME: table.tableName };
  }

  /**
   * Allows changes to the vaults of these settings, with policies that are named after them.
   *
   * Other vaults get other policies: CloudFormation deletes the previous ones last, so that an update
   * can still restore the vaults that it removes.
   */
  private grantChange(fn: NodeFunction, settings: Settings): readonly ManagedPolicy[] {
    if (chooseManagement(settings) === false) return [];
    allowListVaults(this, fn, settings);
    return vaultGroups(settings, MAX_VAULT_CHARACTERS).map((group) => {
      const policy = new ManagedPolicy(this, `Vaults${hash(group)}`, {
        description: 'Allows changes to the notification configurations of these vaults',
        roles: fn.role ? [fn.role] : [],
      });
      allowOnVaults(policy, policy, CHANGES, group);
      return policy;
    });
  }

  private addResource(
    fn: NodeFunction,
    { noticeTopic, settings }: VaultNotificationsProps,
  ): CustomResource {
    const { vaults, existingNoticeTopicArn } = settings;
    return new CustomResource(this, 'Resource', {
      resourceType: 'Custom::VaultNotifications',
      serviceToken: fn.functionArn,
      // Longer than the function and Lambda's own two retries, shorter than CloudFormation's hour.
      serviceTimeout: Duration.minutes(35),
      properties: {
        Manage: String(chooseManagement(settings)),
        TopicArn: noticeTopic.topicArn,
        IsOwnTopic: String(existingNoticeTopicArn === undefined),
        VaultsGiven: String(vaults !== undefined),
        Vaults: vaults !== undefined && vaults.length > 0 ? vaults : undefined,
      },
    });
  }
}

const hash = ({ vaults = [] }: VaultSettings): string =>
  createHash('sha256').update([vaults].flat().join()).digest('hex').slice(0, 8);

/** Whether vaults are configured to notify the topic: as set, otherwise only for a topic of the stack. */
const chooseManagement = ({
  manageVaultNotifications,
  existingNoticeTopicArn,
}: Pick<Settings, 'manageVaultNotifications' | 'existingNoticeTopicArn'>): boolean | 'take-over' =>
  manageVaultNotifications ?? existingNoticeTopicArn === undefined;
