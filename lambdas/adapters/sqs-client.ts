import { SQSClient } from '@aws-sdk/client-sqs';

/** Creates the client of SQS that a function uses for as long as it is warm. */
export const createSqsClient = (): SQSClient => new SQSClient();
