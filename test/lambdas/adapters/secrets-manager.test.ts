import { json } from 'node:stream/consumers';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSecretsManager } from '../../../lambdas/adapters/secrets-manager.ts';
import { startLocalServer } from '../../../sandbox/glacier/api/local-server.ts';

let server: Awaited<ReturnType<typeof startLocalServer>>;
let client: SecretsManagerClient;

/** Answers by the version that is asked for. */
const VERSIONS: Readonly<Record<string, object>> = {
  current: { SecretString: 'text of now' },
  'v-1': { SecretString: 'text of before' },
  binary: { SecretBinary: 'AAAA' },
};

beforeAll(async () => {
  server = await startLocalServer(async (request, response) => {
    const { SecretId, VersionId = 'current' } = (await json(request)) as Record<string, string>;
    const found = SecretId === 'an-arn' ? VERSIONS[VersionId] : undefined;
    response.writeHead(found ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(found ?? { __type: 'ResourceNotFoundException', message: 'No' }));
  }, 0);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SecretsManagerClient({ endpoint: server.url, region: 'eu-west-1', credentials });
});

afterAll(() => server.stop());

it('reads the current version, or the one that is named', async () => {
  const read = createSecretsManager(client);
  expect(await read('an-arn', undefined)).toBe('text of now');
  expect(await read('an-arn', 'v-1')).toBe('text of before');
});

it('refuses a secret that is missing, and one that is not a text', async () => {
  const read = createSecretsManager(client);
  await expect(read('other', undefined)).rejects.toThrow('No');
  await expect(read('an-arn', 'binary')).rejects.toThrow(
    'The secret an-arn is binary: store a text in it.',
  );
});
