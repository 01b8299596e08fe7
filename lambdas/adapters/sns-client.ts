import { SNSClient } from '@aws-sdk/client-sns';

/** Creates the client of SNS that a function uses for as long as it is warm. */
export const createSnsClient = (): SNSClient => new SNSClient();
