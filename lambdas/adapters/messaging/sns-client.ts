import { SNSClient } from '@aws-sdk/client-sns';
import type { ClientConfig } from '../client-config.ts';

/**
 * Creates the client of SNS that a function uses for as long as it is warm, or one for a program outside
 * of Lambda.
 */
export const createSnsClient = (config: ClientConfig = {}): SNSClient => new SNSClient(config);
