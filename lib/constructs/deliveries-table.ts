import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow } from './allow.ts';
import type { Variable } from './variable.ts';

/** What the Deliveries table is told. */
export interface DeliveriesTableProps {
  /** What becomes of the table when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

/** The Deliveries table: what became of each delivery, for 30 days. */
export class DeliveriesTable extends Construct {
  /** The table. */
  readonly table: Table;

  constructor(scope: Construct, id: string, { removalPolicy }: DeliveriesTableProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'eventId', type: AttributeType.STRING },
      sortKey: { name: 'endpointId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expireAt',
      removalPolicy,
    });
    this.addIndexes();
  }

  // Both hold only rows that have the index's attributes: what is delivered is in neither.
  private addIndexes(): void {
    this.table.addGlobalSecondaryIndex({
      indexName: 'byEndpoint',
      partitionKey: { name: 'endpointId', type: AttributeType.STRING },
      sortKey: { name: 'updatedAt', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['state', 'attemptCount', 'nextAttemptAt'],
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'due',
      partitionKey: { name: 'dueShard', type: AttributeType.STRING },
      sortKey: { name: 'nextAttemptAt', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /** Lets a function read and write the rows of single deliveries. */
  grantRecord(grantee: IGrantable): Variable<'DELIVERIES_TABLE_NAME'> {
    allow(grantee, ['dynamodb:GetItem', 'dynamodb:PutItem'], this.table.tableArn);
    return { DELIVERIES_TABLE_NAME: this.table.tableName };
  }
}
