import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ClientConfig } from '../client-config.ts';

/**
 * Creates the client of DynamoDB that a function uses for as long as it is warm, or one for a program
 * outside of Lambda.
 */
export const createDynamoClient = (config: ClientConfig = {}): DynamoDBClient =>
  new DynamoDBClient(config);
