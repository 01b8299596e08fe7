import type { DeployedFunction } from '../../../simulation/functions/deployment.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';

/** The poller as the template has it by default: to synthesize it takes more memory than a play. */
export const POLLER: DeployedFunction = {
  timeoutMs: 60_000,
  env: {
    JOBS_TABLE_NAME: 'JOBS_TABLE_NAME',
    POLL_QUEUE_URL: 'POLL_QUEUE_URL',
    AWS_REGION: 'eu-west-1',
    ACCOUNT_ID: '123456789012',
    PARTITION: 'aws',
    VAULTS: '*',
    RETENTION_DAYS: '365',
    EXPIRING_LEAD_MINUTES: '240',
    POLLING: JSON.stringify(DEFAULT_POLLING),
  },
};

/** The settings of PollQueue, and how many of its messages are worked on at once. */
export const POLL_QUEUE = { visibilityMs: 360_000, maxReceives: 3 };

/** See {@link POLL_QUEUE}. */
export const CONSUMERS = 4;
