import { InitiateJobCommand } from '@aws-sdk/client-glacier';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGlacierLists } from '../../../../lambdas/adapters/glacier/lists.ts';
import {
  ACCOUNT,
  startTestGlacier,
  type TestGlacier,
  vaultArn,
} from '../../../sandbox/glacier/start-test-glacier.ts';

let test: TestGlacier;
const jobIds: string[] = [];

const initiate = async (count: number) => {
  const { archiveId } = test.glacier.addArchive('photos', { archiveId: 'an-archive' });
  for (let number = 0; number < count; number += 1) {
    const { jobId = '' } = await test.client.send(
      new InitiateJobCommand({
        accountId: '-',
        vaultName: 'photos',
        jobParameters: { Type: 'archive-retrieval', ArchiveId: archiveId, Tier: 'Standard' },
      }),
    );
    jobIds.push(jobId);
  }
};

const now = () => new Date(test.clock.now()).toISOString();

beforeEach(async () => {
  jobIds.length = 0;
  test = await startTestGlacier();
});
afterEach(() => test.stop());

interface Sent {
  readonly input: { readonly limit?: unknown };
}

/** A client that gets this answer, whatever it asks. */
const answering = (answer: object, onSent: (command: Sent) => void = () => undefined) =>
  ({
    send: (command: Sent) => {
      onSent(command);
      return Promise.resolve(answer);
    },
  }) as unknown as TestGlacier['client'];

describe("Glacier's lists", () => {
  it('come in pages of fifty, complete or pending as asked', async () => {
    await initiate(60);
    const lists = createGlacierLists(test.client);
    const list = (isCompleted: boolean, marker?: string) =>
      lists.listJobs({ vaultArn: vaultArn('photos'), isCompleted, marker }, now());
    const first = await list(false);
    if (first.kind !== 'page') throw new Error(first.kind);
    expect(first.jobs).toHaveLength(50);
    const second = await list(false, first.next);
    if (second.kind !== 'page') throw new Error(second.kind);
    expect([...first.jobs, ...second.jobs].map(({ key }) => key.jobId)).toStrictEqual(jobIds);
    expect(second.next).toBeUndefined();
    expect(await list(true)).toMatchObject({ kind: 'page', jobs: [] });
  });

  it('say that a vault is missing', async () => {
    const lists = createGlacierLists(test.client);
    const answer = await lists.listJobs({ vaultArn: vaultArn('nowhere') }, now());
    expect(answer).toStrictEqual({ kind: 'vault-not-found' });
  });

  it("name the account's vaults", async () => {
    test.glacier.createVault('letters');
    const { names } = await createGlacierLists(test.client).listVaults(ACCOUNT);
    expect([...names].sort()).toStrictEqual(['letters', 'photos']);
  });

  it('leaves out a vault that cannot be read, and keeps the others', async () => {
    const client = answering({ VaultList: [null, { VaultName: 7 }, { VaultName: 'photos' }, {}] });
    const { names } = await createGlacierLists(client).listVaults(ACCOUNT);
    expect(names).toStrictEqual(['photos']);
  });

  it('name the size of a page in every request', async () => {
    const limits: unknown[] = [];
    const client = answering({ JobList: [], VaultList: [] }, ({ input }) =>
      limits.push(input.limit),
    );
    const lists = createGlacierLists(client);
    await lists.listJobs({ vaultArn: vaultArn('photos') }, now());
    await lists.listVaults(ACCOUNT);
    expect(limits).toStrictEqual([50, 10]);
  });
});
