import { expect, it } from 'vitest';
import { failedPost } from '../../../../lambdas/core/delivery/answer.ts';

it('failedPost clips a message that lists every name of a certificate', () => {
  const names = Array.from({ length: 450 }, (_, n) => `DNS:n${n}.${'a'.repeat(180)}.example`);
  const answer = failedPost(
    'tls',
    `Host is not in the certificate's altnames: ${names.join(', ')}`,
  );
  expect(answer).toMatchObject({ message: expect.stringMatching(/^Host is not in .{1,500}$/) });
});
