import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createGlacierInitiation } from '../../../lambdas/adapters/glacier-initiation.ts';

const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';

it("explains that an archive is in another vault, which Glacier calls the vault's name invalid", async () => {
  const answer = {
    code: 'InvalidParameterValueException',
    message: `Invalid vault name: ${vaultArn}`,
    type: 'Client',
  };
  const server = createServer((request, response) => {
    response.statusCode = 400;
    request.resume().on('end', () => response.end(JSON.stringify(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const initiate = createGlacierInitiation({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const result = await initiate({ vaultArn, archiveId: 'of-backups' });
  await new Promise((resolve) => server.close(resolve));
  expect(result).toStrictEqual({
    kind: 'refused',
    message: expect.stringMatching(
      /^the archive is not in this vault: its id belongs to another one.*Invalid vault name: arn:/,
    ),
  });
});
