import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../access/acknowledge.ts';
import { allowOn } from '../access/encryption-key.ts';
import type { Variable } from '../functions/runtime/node-function.ts';

const BY_ENDPOINT = 'byEndpoint';
const DUE = 'due';

const CAN_BE_REBUILT =
  'The table is a 30-day log that AWS stores redundantly. If it were lost, a replay could rebuild and resend every event from the Jobs table, which has point-in-time recovery. A backup of pending deliveries would be outdated within minutes.';

/** The Deliveries table: the state of each delivery, for 30 days. */
export class DeliveriesTable extends Construct {
  /** The table. */
  readonly table: Table;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'eventId', type: AttributeType.STRING },
      sortKey: { name: 'endpointId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expireAt',
      removalPolicy,
    });
    this.addIndexes();
    acknowledge(this.table, 'DDB3', CAN_BE_REBUILT);
  }

  // Both are sparse: delivered rows lack their key attributes.
  private addIndexes(): void {
    this.table.addGlobalSecondaryIndex({
      indexName: BY_ENDPOINT,
      partitionKey: { name: 'endpointId', type: AttributeType.STRING },
      sortKey: { name: 'updatedAt', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['state', 'attemptCount', 'nextAttemptAt'],
    });
    this.table.addGlobalSecondaryIndex({
      indexName: DUE,
      partitionKey: { name: 'dueShard', type: AttributeType.STRING },
      sortKey: { name: 'nextAttemptAt', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /** The ARN of the index of undelivered events by endpoint. */
  get byEndpointArn(): string {
    return `${this.table.tableArn}/index/${BY_ENDPOINT}`;
  }

  /** Lets a function find undelivered and due deliveries. */
  grantFind(grantee: IGrantable): Variable<'DELIVERIES_TABLE_NAME'> {
    const dueArn = `${this.table.tableArn}/index/${DUE}`;
    allowOn(this, grantee, ['dynamodb:Query'], this.byEndpointArn, dueArn);
    return { DELIVERIES_TABLE_NAME: this.table.tableName };
  }

  /** Lets a function read and write the rows of single deliveries. */
  grantRecord(grantee: IGrantable): Variable<'DELIVERIES_TABLE_NAME'> {
    allowOn(this, grantee, ['dynamodb:GetItem', 'dynamodb:PutItem'], this.table.tableArn);
    return { DELIVERIES_TABLE_NAME: this.table.tableName };
  }
}
