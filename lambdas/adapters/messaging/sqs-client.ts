import { SQSClient } from '@aws-sdk/client-sqs';
import type { ClientConfig } from '../client-config.ts';

/**
 * Creates the client of SQS that a function uses for as long as it is warm, or one for a program outside
 * of Lambda.
 */
export const createSqsClient = (config: ClientConfig = {}): SQSClient => new SQSClient(config);
