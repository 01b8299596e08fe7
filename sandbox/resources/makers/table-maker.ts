import {
  CreateTableCommand,
  type CreateTableCommandInput,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { ResourceMaker } from '../../template/create-resources.ts';
import { physicalName, type StackContext } from '../stack-context.ts';

const KeySchema = z.array(
  z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);

const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

const Table = z.object({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['B', 'N', 'S']) }),
  ),
  KeySchema,
  GlobalSecondaryIndexes: z.array(Index).optional(),
  LocalSecondaryIndexes: z.array(Index).optional(),
  StreamSpecification: z
    .object({
      StreamViewType: z.enum(['KEYS_ONLY', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE']),
    })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});

/** Creates the tables of a template, on demand capacity, with their indexes and streams. */
export const tableMaker =
  ({ stackName, clients: { dynamodb }, registry }: StackContext): ResourceMaker =>
  async ({ logicalId, properties }) => {
    const table = Table.parse(properties);
    const name = table.TableName ?? physicalName(stackName, logicalId, 255);
    const { TableDescription } = await dynamodb.send(
      new CreateTableCommand(createTableInput(table, name)),
    );
    registry.tables.add(name);
    if (table.TimeToLiveSpecification !== undefined) {
      await dynamodb.send(
        new UpdateTimeToLiveCommand({
          TableName: name,
          TimeToLiveSpecification: table.TimeToLiveSpecification,
        }),
      );
    }
    const { TableArn = '', LatestStreamArn } = TableDescription ?? {};
    return {
      ref: name,
      attributes: {
        Arn: TableArn,
        ...(LatestStreamArn === undefined ? {} : { StreamArn: LatestStreamArn }),
      },
    };
  };

const createTableInput = (
  table: z.output<typeof Table>,
  TableName: string,
): CreateTableCommandInput => ({
  TableName,
  AttributeDefinitions: table.AttributeDefinitions,
  KeySchema: table.KeySchema,
  GlobalSecondaryIndexes: table.GlobalSecondaryIndexes,
  LocalSecondaryIndexes: table.LocalSecondaryIndexes,
  BillingMode: 'PAY_PER_REQUEST',
  ...(table.StreamSpecification === undefined
    ? {}
    : { StreamSpecification: { ...table.StreamSpecification, StreamEnabled: true } }),
});
