import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowOnManaged } from '../access/allow.ts';
import { allowKeyOf, allowOn } from '../access/encryption-key.ts';
import type { Variable } from '../functions/runtime/node-function.ts';

/** The Endpoints table: endpoints and their filters and state, without URLs and secrets. */
export class EndpointsTable extends Construct {
  /** The table. */
  readonly table: Table;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'endpointId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
    });
  }

  /** Lets a function list all endpoints. */
  grantList(grantee: IGrantable): Variable<'ENDPOINTS_TABLE_NAME'> {
    allowOn(this, grantee, ['dynamodb:Scan'], this.table.tableArn);
    return { ENDPOINTS_TABLE_NAME: this.table.tableName };
  }

  /** Lets a function read single endpoints and update their state. */
  grantKeep(grantee: IGrantable): Variable<'ENDPOINTS_TABLE_NAME'> {
    allowOn(this, grantee, ['dynamodb:GetItem', 'dynamodb:UpdateItem'], this.table.tableArn);
    return { ENDPOINTS_TABLE_NAME: this.table.tableName };
  }

  /** Lets a function write and remove the endpoints that the stack manages. */
  grantManaged(grantee: IGrantable): Variable<'ENDPOINTS_TABLE_NAME'> {
    allowOnManaged(grantee, this.table.tableArn, 'Get', 'Put', 'Update', 'Delete');
    allowKeyOf(this, grantee, ['dynamodb:GetItem']);
    return { ENDPOINTS_TABLE_NAME: this.table.tableName };
  }
}
