import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ClientConfig } from '../client-config.ts';

/**
 * Creates the client of DynamoDB that a function uses for as long as it is warm, or one for a program
 * outside of Lambda, whose signal ends every request.
 */
export const createDynamoClient = (
  config: ClientConfig = {},
  abortSignal?: AbortSignal,
): DynamoDBClient => {
  const client = new DynamoDBClient(config);
  if (abortSignal !== undefined) {
    const { requestHandler } = client.config;
    const handle = requestHandler.handle.bind(requestHandler);
    requestHandler.handle = (request, options) => handle(request, { ...options, abortSignal });
  }
  return client;
};
