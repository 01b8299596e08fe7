import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GlacierClient } from '@aws-sdk/client-glacier';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGlacier } from '../../../../lambdas/adapters/glacier/describe-job.ts';
import { createGlacierLists } from '../../../../lambdas/adapters/glacier/lists.ts';
import { InvalidInputError } from '../../../../lambdas/core/errors.ts';
import { GlacierCallError, outcomeOf } from '../../../../lambdas/core/glacier/call-error.ts';
import { anArchiveNotice } from '../../../support/a-notice.ts';
import { KEY } from '../../../support/evidence.ts';

const NOW = '2026-03-14T09:00:00.000Z';
const { vaultArn } = KEY;

let answer: { status: number; body: string };
const server = createServer((_request, response) => {
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(answer.body);
});
let client: GlacierClient;

const createClient = (port: number) =>
  new GlacierClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = createClient((server.address() as AddressInfo).port);
});
afterAll(() => {
  client.destroy();
  server.close();
});
beforeEach(() => {
  answer = { status: 200, body: '{}' };
});

const envelope = (code: string, message = 'words') =>
  JSON.stringify({ code, message, type: 'Client' });

const outcome = async (call: () => Promise<unknown>) => {
  const failure: unknown = await call().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof GlacierCallError) expect(failure.cause).toBeDefined();
  return outcomeOf(failure) ?? failure;
};

const HTML = '<html><body>no service</body></html>';

describe('an error of Glacier', () => {
  it.each([
    ['throttling', 400, envelope('ThrottlingException'), 'busy'],
    ['an outage', 500, envelope('ServiceUnavailableException'), 'busy'],
    ['a time-out', 408, envelope('RequestTimeoutException'), 'busy'],
    ['a gateway that answers HTML with 503', 503, HTML, 'busy'],
    ['a gateway that answers HTML with 429', 429, HTML, 'busy'],
    ['a denial', 403, envelope('AccessDeniedException'), 'denied'],
    ['expired credentials', 403, envelope('ExpiredTokenException'), 'denied'],
    ['a gateway that answers HTML with 403', 403, HTML, 'denied'],
    ['the end of the service', 400, envelope('NoLongerSupportedException'), 'unsupported'],
    ['a missing parameter', 400, envelope('MissingParameterValueException'), 'refused'],
    ['a bad parameter', 400, envelope('InvalidParameterValueException'), 'refused'],
    ['a gateway that answers HTML with 404', 404, HTML, 'refused'],
    ['an unknown error', 400, envelope('NeverHeardOfException'), 'refused'],
  ] as const)(
    'of %s is read the same whatever was asked',
    async (_what, status, body, expected) => {
      answer = { status, body };
      const lists = createGlacierLists(client);
      const calls = [
        () => createGlacier(client).describeJob(KEY, NOW),
        () => lists.listJobs({ vaultArn }, NOW),
        () => lists.listVaults('123456789012'),
      ];
      for (const call of calls) expect(await outcome(call)).toBe(expected);
    },
  );

  it('is that of an outage when the connection is refused', async () => {
    const unreachable = createClient(1);
    expect(await outcome(() => createGlacier(unreachable).describeJob(KEY, NOW))).toBe('busy');
    unreachable.destroy();
  });
});

describe('a 404', () => {
  const notFound = (message: string) => ({
    status: 404,
    body: envelope('ResourceNotFoundException', message),
  });

  it.each([
    [`The job ID was not found: ${KEY.jobId}`, { kind: 'job-not-found' }],
    [`Vault not found for ARN: ${vaultArn}`, { kind: 'vault-not-found' }],
    ['No such resource.', { kind: 'refused', reason: 'No such resource.' }],
  ])('means what its text says: %s', async (message, expected) => {
    answer = notFound(message);
    expect(await createGlacier(client).describeJob(KEY, NOW)).toStrictEqual(expected);
  });

  it('of a list means that the vault is missing, and is refused otherwise', async () => {
    const list = () => createGlacierLists(client).listJobs({ vaultArn }, NOW);
    answer = notFound(`Vault not found for ARN: ${vaultArn}`);
    expect(await list()).toStrictEqual({ kind: 'vault-not-found' });
    answer = notFound('No such resource.');
    expect(await outcome(list)).toBe('refused');
  });
});

describe('an answer', () => {
  const describedJob = (changes: object) => JSON.stringify(anArchiveNotice(changes));

  it('about another job is refused', async () => {
    answer = { status: 200, body: describedJob({ JobId: 'other' }) };
    expect(await createGlacier(client).describeJob(KEY, NOW)).toStrictEqual({
      kind: 'refused',
      reason: 'the response is about the job other',
    });
  });

  it('that describes no job is refused', async () => {
    expect(await createGlacier(client).describeJob(KEY, NOW)).toMatchObject({ kind: 'refused' });
  });

  it('with a list leaves out rows that cannot be used, and says why', async () => {
    const rows = [
      anArchiveNotice({}),
      anArchiveNotice({ StatusCode: 'Odd' }),
      anArchiveNotice({ VaultARN: vaultArn.replace('photos', 'else') }),
    ];
    answer = { status: 200, body: JSON.stringify({ JobList: rows, Marker: 'm' }) };
    const page = await createGlacierLists(client).listJobs({ vaultArn }, NOW);
    expect(page).toMatchObject({
      kind: 'page',
      jobs: [{ key: KEY, source: 'list-jobs' }],
      next: 'm',
    });
    expect(page).toHaveProperty('refused', [
      expect.stringContaining('StatusCode'),
      expect.stringContaining('vaults/else'),
    ]);
  });

  it.each(['{}', '{"JobList":7}', '{"JobList":[],"Marker":5}'])(
    'with the list %s is no answer',
    async (body) => {
      answer = { status: 200, body };
      const lists = createGlacierLists(client);
      await expect(lists.listJobs({ vaultArn }, NOW)).rejects.toMatchObject({
        message: 'Glacier responded without a list',
        outcome: 'refused',
      });
    },
  );

  it('with vaults leaves out names that are none', async () => {
    const names = ['photos', '..', undefined].map((VaultName) => ({ VaultName }));
    answer = { status: 200, body: JSON.stringify({ VaultList: names, Marker: null }) };
    expect(await createGlacierLists(client).listVaults('123456789012')).toStrictEqual({
      names: ['photos'],
      next: undefined,
    });
  });
});

it.each([
  ['jobId', { ...KEY, jobId: '' }],
  ['jobId', { ...KEY, jobId: '..' }],
  ['vaultArn', { ...KEY, vaultArn: 'photos' }],
])('sends nothing about an impossible %s', async (field, key) => {
  answer = { status: 200, body: '' };
  await expect(createGlacier(client).describeJob(key, NOW)).rejects.toThrow(InvalidInputError);
  await expect(createGlacier(client).describeJob(key, NOW)).rejects.toThrow(field);
});
