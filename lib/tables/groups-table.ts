import type { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowOn } from '../access/encryption-key.ts';
import type { Variable } from '../functions/runtime/node-function.ts';

const INDEX_NAME = 'byState';

/** The Groups table: every group, its recorded changes, and the stream that serves as their outbox. */
export class GroupsTable extends Construct {
  /** The table. */
  readonly table: Table;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'group', type: AttributeType.STRING },
      sortKey: { name: 'entry', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      // What is recorded never changes.
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expireAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
    });
    // Sparse: only the rows of groups have a state.
    this.table.addGlobalSecondaryIndex({
      indexName: INDEX_NAME,
      partitionKey: { name: 'state', type: AttributeType.STRING },
      sortKey: { name: 'checkedAt', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  /** The ARN of the index of groups by state. */
  get byStateArn(): string {
    return `${this.table.tableArn}/index/${INDEX_NAME}`;
  }

  /** Lets a principal read groups and their recorded changes, and nothing else. */
  grantRead(grantee: IGrantable): Grant {
    const onTable = allowOn(
      this,
      grantee,
      ['dynamodb:GetItem', 'dynamodb:Query'],
      this.table.tableArn,
    );
    return onTable.combine(allowOn(this, grantee, ['dynamodb:Query'], this.byStateArn));
  }

  /** Lets a function open groups. */
  grantOpen(grantee: IGrantable): Variable<'GROUPS_TABLE_NAME'> {
    allowOn(this, grantee, ['dynamodb:UpdateItem'], this.table.tableArn);
    return { GROUPS_TABLE_NAME: this.table.tableName };
  }

  /** Lets a function find groups by state and record their changes. */
  grantMonitor(grantee: IGrantable): Variable<'GROUPS_TABLE_NAME'> {
    allowOn(this, grantee, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], this.table.tableArn);
    allowOn(this, grantee, ['dynamodb:Query'], this.byStateArn);
    return { GROUPS_TABLE_NAME: this.table.tableName };
  }
}
