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
import { allow } from '../access/allow.ts';
import { allowOn } from '../access/encryption-key.ts';
import { vaultArns } from '../access/vault-access.ts';
import type { VaultSettings } from '../access/vault-groups.ts';
import type { Variable } from '../functions/runtime/node-function.ts';

const BY_STATUS = 'byStatus';
const BY_GROUP = 'byGroup';

/** The Jobs table: every job, its transitions, and the stream that serves as the outbox. */
export class JobsTable extends Construct {
  /** The table. */
  readonly table: Table;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'vaultArn', type: AttributeType.STRING },
      sortKey: { name: 'jobId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expireAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: BY_STATUS,
      partitionKey: { name: 'statusKey', type: AttributeType.STRING },
      sortKey: { name: 'statusSince', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [
        'status',
        'sequence',
        'tier',
        'action',
        'jobDescription',
        'creationDate',
        'completionDate',
        'outputExpiresAt',
        'vaultMissingSince',
      ],
    });
    // Sparse: only jobs with a group have its keys.
    this.table.addGlobalSecondaryIndex({
      indexName: BY_GROUP,
      partitionKey: { name: 'group', type: AttributeType.STRING },
      sortKey: { name: 'groupSort', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /** The ARNs of its indexes. */
  get indexArns(): readonly string[] {
    return [BY_STATUS, BY_GROUP].map((name) => this.indexArn(name));
  }

  private indexArn(name: string): string {
    return `${this.table.tableArn}/index/${name}`;
  }

  /** Lets a function read and write single jobs. */
  grantRecord(grantee: IGrantable): Variable<'JOBS_TABLE_NAME'> {
    allowOn(this, grantee, ['dynamodb:GetItem', 'dynamodb:UpdateItem'], this.table.tableArn);
    return { JOBS_TABLE_NAME: this.table.tableName };
  }

  /** Lets a principal read jobs by key, by status and by group, and nothing else. */
  grantRead(grantee: IGrantable): Grant {
    const actions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
    const onTable = allowOn(this, grantee, actions, this.table.tableArn);
    return onTable.combine(allowOn(this, grantee, ['dynamodb:Query'], ...this.indexArns));
  }

  /** Lets a program register jobs of these vaults, and collect them. */
  grantRegister(grantee: IGrantable, settings: VaultSettings): Grant {
    this.grantRecord(grantee);
    const onTable = allowOn(this, grantee, ['dynamodb:DescribeTable'], this.table.tableArn);
    const arns = vaultArns(this, settings);
    return arns.length === 0
      ? onTable
      : onTable.combine(allow(grantee, ['glacier:DescribeJob'], ...arns));
  }

  /** Lets a function find jobs by status and age, and read many at once. */
  grantFind(grantee: IGrantable): Variable<'JOBS_TABLE_NAME'> {
    return this.grantLookUp(grantee, BY_STATUS);
  }

  /** Lets a function find the members of groups, and read many jobs at once. */
  grantFindMembers(grantee: IGrantable): Variable<'JOBS_TABLE_NAME'> {
    return this.grantLookUp(grantee, BY_GROUP);
  }

  private grantLookUp(grantee: IGrantable, index: string): Variable<'JOBS_TABLE_NAME'> {
    allowOn(this, grantee, ['dynamodb:Query'], this.indexArn(index));
    allowOn(this, grantee, ['dynamodb:BatchGetItem'], this.table.tableArn);
    return { JOBS_TABLE_NAME: this.table.tableName };
  }
}
