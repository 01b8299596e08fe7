import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OperatedSandbox, startOperatedSandbox } from '../../support/operated-sandbox.ts';

const MINUTE_MS = 60_000;

let sandbox: OperatedSandbox;

beforeAll(async () => {
  sandbox = await startOperatedSandbox();
}, 120_000);
afterEach(() => sandbox.glacier.faults.clear());
afterAll(() => sandbox.stop());

/** Ends the job of the probe as soon as it is started. */
const endItsJob = async () => {
  const before = sandbox.glacier.ledger.jobs().length;
  await expect
    .poll(() => sandbox.glacier.ledger.jobs().length, { timeout: 15_000 })
    .toBe(before + 1);
  sandbox.glacier.fixJob(sandbox.glacier.ledger.jobs().at(-1)!.jobId, { durationMs: MINUTE_MS });
  await sandbox.advance(10 * MINUTE_MS);
};

const leftOver = async () => {
  const { Topics = [] } = await sandbox.clients.sns.send(new ListTopicsCommand());
  const { QueueUrls = [] } = await sandbox.clients.sqs.send(new ListQueuesCommand());
  const names = [...Topics.map(({ TopicArn = '' }) => TopicArn), ...QueueUrls];
  return names.filter((name) => name.includes('probe'));
};

describe('probe', () => {
  it('reports what one inventory job has shown, and removes what it created', async () => {
    sandbox.glacier.faults.set({ doubleNotices: 1 });
    const run = sandbox.run('probe', 'photos', '--yes', '--settle', '3s');
    await endItsJob();
    const { code, stdout, stderr } = await run;
    expect([code, stderr]).toStrictEqual([0, expect.stringContaining('less than $0.001')]);
    expect(stdout).toContain('?\n  aws:SourceAccount\n');
    expect(stdout).toContain('topic of the job: 2 notices; topic of the vault: 2 notices');
    expect(stdout).toContain('ResourceNotFoundException: The job ID was not found: <id>');
    expect(stdout).toContain('Vault not found for ARN: arn:aws:glacier:eu-west-1:<account>:');
    expect(stdout).toContain('unknown: the sandbox has no CloudTrail');
    expect(stdout).not.toMatch(/photos|\d{12}/);
    expect(await leftOver()).toStrictEqual([]);
  }, 60_000);

  it('ends with exit code 6 when the job takes too long', async () => {
    const { code, stderr } = await sandbox.run('probe', 'photos', '--yes', '--timeout', '1s');
    expect([code, stderr]).toStrictEqual([6, expect.stringContaining('Allow more with --timeout')]);
    expect(await leftOver()).toStrictEqual([]);
  }, 30_000);

  it('removes what it created when the job cannot be started', async () => {
    sandbox.glacier.faults.set({ denyAccess: 1 });
    const { code } = await sandbox.run('probe', 'photos', '--yes');
    expect(code).not.toBe(0);
    expect(await leftOver()).toStrictEqual([]);
  });

  it.each([
    [['probe', 'photos'], 2, 'Without a terminal, confirm with --yes.'],
    [['probe', 'other', '--yes'], 2, 'other'],
    [['probe', 'pho/tos', '--yes'], 2, 'neither'],
    [['probe', 'photos', '--timeout', 'long'], 2, 'Specify a duration such as'],
  ])('refuses %j', async (args, code, text) => {
    const end = await sandbox.run(...args);
    expect([end.code, end.stderr]).toStrictEqual([code, expect.stringContaining(text)]);
  });
});
