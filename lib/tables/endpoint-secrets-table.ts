import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allow, allowOnManaged } from '../access/allow.ts';
import { allowKey } from '../access/encryption-key.ts';
import type { Variable } from '../functions/runtime/node-function.ts';

/** The props of the EndpointSecrets table. */
export interface EndpointSecretsTableProps {
  /** Whether the table and its key outlive the stack. */
  readonly removalPolicy: RemovalPolicy;
  /**
   * The ARN of the key that encrypts the table.
   * @default - a key of its own
   */
  readonly keyArn?: string | undefined;
}

/**
 * The EndpointSecrets table: URLs, headers and signing secrets, under a customer-managed key.
 *
 * Access requires permissions on both the table and the key; only the sender, which reads, the
 * operator, and the function of managed endpoints, which writes those, have both.
 */
export class EndpointSecretsTable extends Construct {
  /** The table. */
  readonly table: Table;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, props: EndpointSecretsTableProps) {
    super(scope, id);
    this.key = this.chooseKey(props);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'endpointId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: props.removalPolicy,
    });
  }

  private chooseKey({ keyArn, removalPolicy }: EndpointSecretsTableProps): IKey {
    if (keyArn !== undefined) return Key.fromKeyArn(this, 'Key', keyArn);
    return new Key(this, 'Key', {
      description: 'Encrypts the webhook endpoint secrets of glacier-job-notifier',
      enableKeyRotation: true,
      removalPolicy,
    });
  }

  /** Lets a function read the secrets of single endpoints. */
  grantRead(grantee: IGrantable): Variable<'ENDPOINT_SECRETS_TABLE_NAME'> {
    allow(grantee, ['dynamodb:GetItem'], this.table.tableArn);
    this.allowKey(grantee);
    return { ENDPOINT_SECRETS_TABLE_NAME: this.table.tableName };
  }

  /** Lets an operator read, write and remove the secrets of single endpoints. */
  grantManage(grantee: IGrantable): void {
    const actions = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'];
    allow(
      grantee,
      actions.map((action) => `dynamodb:${action}`),
      this.table.tableArn,
    );
    this.allowKey(grantee);
  }

  /** Lets a function write and remove, but not read, the secrets of endpoints that the stack manages. */
  grantManaged(grantee: IGrantable): Variable<'ENDPOINT_SECRETS_TABLE_NAME'> {
    allowOnManaged(grantee, this.table.tableArn, 'Put', 'Update', 'Delete');
    this.allowKey(grantee);
    return { ENDPOINT_SECRETS_TABLE_NAME: this.table.tableName };
  }

  private allowKey(grantee: IGrantable): void {
    allowKey(this, grantee, { keyArn: this.key.keyArn, actions: ['dynamodb:GetItem'] });
  }
}
