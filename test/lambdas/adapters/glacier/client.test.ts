import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createOperatorGlacierClient } from '../../../../lambdas/adapters/glacier/client.ts';
import { createGlacier } from '../../../../lambdas/adapters/glacier/describe-job.ts';
import { outcomeOf } from '../../../../lambdas/core/glacier/call-error.ts';
import { KEY } from '../../../support/evidence.ts';

const NOW = '2026-03-14T09:00:00.000Z';

/** The answer begins, and never ends. */
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"JobId":');
});

beforeAll(async () => {
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

it('gives up an answer whose body stalls, as one that Glacier is too busy for', async () => {
  const client = createOperatorGlacierClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const error: unknown = await createGlacier(client)
    .describeJob(KEY, NOW)
    .catch((fault: unknown) => fault);
  expect(outcomeOf(error)).toBe('busy');
  client.destroy();
}, 10_000);
