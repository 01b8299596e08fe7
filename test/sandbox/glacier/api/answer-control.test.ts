import { DescribeJobCommand, InitiateJobCommand } from '@aws-sdk/client-glacier';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { JOB_TOPIC, startTestGlacier, type TestGlacier } from '../start-test-glacier.ts';

let test: TestGlacier;
beforeEach(async () => {
  test = await startTestGlacier();
});
afterEach(() => test.stop());

const control = async (method: string, route: string, body?: object) => {
  const answer = await fetch(`${test.glacier.url}/_simulator/${route}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const initiate = async () => {
  const jobParameters = { Type: 'archive-retrieval', ArchiveId: 'a', SNSTopic: JOB_TOPIC };
  const command = new InitiateJobCommand({ accountId: '-', vaultName: 'photos', jobParameters });
  return (await test.client.send(command)).jobId!;
};

it('switches faults on and off for one vault or all', async () => {
  const set = await control('POST', 'faults', { vault: 'photos', throttle: 1 });
  await control('POST', 'faults', { loseNotices: 0.25 });

  expect(set).toMatchObject({ status: 200, body: { throttle: 1, denyAccess: 0 } });
  expect((await control('GET', 'faults?vault=photos')).body).toMatchObject({
    throttle: 1,
    loseNotices: 0.25,
  });
  await expect(initiate()).rejects.toMatchObject({ name: 'ThrottlingException' });

  await control('DELETE', 'faults?vault=photos');
  expect((await control('GET', 'faults')).body).toMatchObject({ throttle: 0, loseNotices: 0.25 });
  expect((await control('DELETE', 'faults')).body).toMatchObject({ loseNotices: 0 });
  expect(await initiate()).toHaveLength(92);
});

it('fixes how and when a job ends', async () => {
  const jobId = await initiate();
  const { createdAt } = test.glacier.ledger.jobs()[0]!;
  const end = { outcome: 'Failed', statusMessage: 'No such archive.', durationMs: 90_000 };

  expect(await control('POST', 'jobs', { jobId, ...end })).toMatchObject({
    status: 200,
    body: { jobId, outcome: 'Failed', completesAt: createdAt + 90_000 },
  });
  await test.next();
  expect(JSON.parse(test.published[0]!.message)).toMatchObject({
    StatusCode: 'Failed',
    StatusMessage: 'No such archive.',
  });
});

it('makes Glacier forget a job', async () => {
  const jobId = await initiate();
  await control('POST', 'jobs', { jobId, forget: true });

  await expect(
    test.client.send(new DescribeJobCommand({ accountId: '-', vaultName: 'photos', jobId })),
  ).rejects.toMatchObject({ message: `The job ID was not found: ${jobId}` });
});

it('creates vaults and deletes them with everything in them', async () => {
  await initiate();
  await control('POST', 'vaults', { vault: 'photos', exists: false });
  await control('POST', 'vaults', { vault: 'backups', exists: true });
  const listed = (await (await test.request('/-/vaults')).json()) as { VaultList: object[] };

  expect(listed.VaultList).toMatchObject([{ VaultName: 'backups' }]);
});

it('shows the ledger', async () => {
  const jobId = await initiate();
  await test.next();

  expect((await control('GET', 'ledger')).body).toMatchObject({
    jobs: [{ jobId, vaultName: 'photos', outcome: 'Succeeded' }],
    notices: [{ jobId, topicArn: JOB_TOPIC, fate: 'published' }],
    calls: { InitiateJob: 1 },
    errors: {},
  });
});

it.each([
  ['POST', 'faults', { loseNotice: 1 }, 400, 'loseNotice'],
  ['POST', 'faults', { throttle: 2 }, 400, 'throttle'],
  ['POST', 'jobs', { jobId: 'unknown', outcome: 'Failed' }, 400, 'no job unknown'],
  ['POST', 'jobs', { jobId: 'unknown', outcome: 'Lost' }, 400, 'outcome'],
  ['POST', 'vaults', { vault: 'a b', exists: true }, 400, 'Invalid vault name: a b'],
  ['POST', 'faults', undefined, 400, 'JSON'],
  ['GET', 'weather', undefined, 404, 'GET /weather'],
])('refuses %s %s %j and says why', async (method, route, body, status, problem) => {
  const answer = await control(method, route, body);

  expect(answer.status).toBe(status);
  expect(answer.body['message']).toContain(problem);
});
