import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Creates the client of DynamoDB that a function uses for as long as it is warm. */
export const createDynamoClient = (): DynamoDBClient => new DynamoDBClient();
