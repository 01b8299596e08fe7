import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignness } from '../../../../sandbox/glacier/api/foreign-request.ts';
import { type SandboxServices, startServices } from '../../../../sandbox/start/start-services.ts';
import { createVirtualClock } from '../../../../sandbox/time/virtual-clock.ts';

describe('foreignness', () => {
  it.each([
    [{ host: '127.0.0.1:8080' }],
    [{ host: 'localhost:8080' }],
    [{ host: '[::1]:8080' }],
    [{ host: 'localhost', origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }],
    [{ host: '127.0.0.1:8080', 'sec-fetch-site': 'none' }],
  ])('accepts %j', (headers) => {
    expect(foreignness(headers)).toBeUndefined();
  });

  it.each([
    [{}, 'is not an address of this machine'],
    [{ host: 'rebind.evil.example:8080' }, 'rebind.evil.example'],
    [{ host: '127.0.0.1.evil.example' }, 'is not an address'],
    [{ host: 'localhost.evil.example' }, 'is not an address'],
    [{ host: '127.0.0.1@evil.example' }, 'is not an address'],
    [{ host: '127.0.0.1', origin: 'https://evil.example' }, 'a page of https://evil.example'],
    [{ host: '127.0.0.1', origin: 'null' }, 'a page of null'],
    [{ host: '127.0.0.1', 'sec-fetch-site': 'cross-site' }, 'another site'],
  ])('refuses %j', (headers, reason) => {
    expect(foreignness(headers)).toContain(reason);
  });
});

describe('the emulated services', () => {
  let services: SandboxServices;
  beforeAll(async () => {
    services = await startServices({ clock: createVirtualClock(), report: () => undefined });
  });
  afterAll(() => services.stop());

  const addresses = () => ({ ...services.guardedEndpoints, glacier: services.glacier.url });

  it.each(['dynamodb', 'messaging', 'glacier'] as const)(
    'answers 403 to a web page at the address of %s',
    async (name) => {
      const url = addresses()[name];
      const answers = await Promise.all([
        ask(url, { host: 'rebind.evil.example' }),
        ask(url, { origin: 'https://evil.example' }),
        ask(url, { 'sec-fetch-site': 'cross-site' }),
      ]);
      expect(answers.map(({ status }) => status)).toStrictEqual([403, 403, 403]);
    },
  );

  it('answers a client of this machine at the published address of DynamoDB', async () => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', ...LIST_TABLES };
    await expect(ask(services.guardedEndpoints.dynamodb, headers)).resolves.toStrictEqual({
      status: 200,
      body: '{"TableNames":[]}',
    });
  });

  it('keeps the emulator of DynamoDB itself at an address that a page cannot guess', () => {
    expect(new URL(services.endpoints.dynamodb).hostname).toMatch(/^127\.(?!0\.0\.1$)/);
  });
});

const LIST_TABLES = {
  'x-amz-target': 'DynamoDB_20120810.ListTables',
  'x-amz-date': '20261127T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=x/20261127/eu-west-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00',
};

const ask = (url: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    request(url, { method: 'POST', headers }, async (response) => {
      resolve({ status: response.statusCode, body: await text(response) });
    })
      .on('error', reject)
      .end('{}');
  });
