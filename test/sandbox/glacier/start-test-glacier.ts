import { GlacierClient } from '@aws-sdk/client-glacier';
import type { GlacierOptions } from '../../../sandbox/glacier/glacier-simulator.ts';
import { startGlacier } from '../../../sandbox/glacier/start-glacier.ts';
import { createVirtualClock } from '../../../sandbox/time/virtual-clock.ts';

export const REGION = 'eu-west-1';
export const ACCOUNT = '123456789012';
export const VAULT_TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:vault-topic`;
export const JOB_TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:job-topic`;
export const vaultArn = (name: string) => `arn:aws:glacier:${REGION}:${ACCOUNT}:vaults/${name}`;

/** A simulator with the vault `photos`, and the real SDK client that speaks to it without retries. */
export const startTestGlacier = async (options: Partial<GlacierOptions> = {}) => {
  const clock = createVirtualClock();
  const published: { topicArn: string; message: string }[] = [];
  const glacier = await startGlacier({
    clock,
    region: REGION,
    accountId: ACCOUNT,
    publish: (topicArn, message) => {
      published.push({ topicArn, message });
      return Promise.resolve();
    },
    ...options,
  });
  glacier.createVault('photos');
  const client = new GlacierClient({
    endpoint: glacier.url,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    clock,
    published,
    glacier,
    client,
    /** Jumps to the next instant at which something is due, and lets it happen. */
    next: async () => {
      const dueAt = glacier.nextDueAt();
      clock.jumpTo(dueAt ?? 0);
      await glacier.settle();
      return dueAt;
    },
    /** Sends a raw request, as no SDK would. */
    request: (path: string, init: RequestInit = {}) =>
      fetch(`${glacier.url}${path}`, {
        ...init,
        headers: { 'x-amz-glacier-version': '2012-06-01', ...init.headers },
      }),
    stop: async () => {
      client.destroy();
      await glacier.stop();
    },
  };
};

export type TestGlacier = Awaited<ReturnType<typeof startTestGlacier>>;
