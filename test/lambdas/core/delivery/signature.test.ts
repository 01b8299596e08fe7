import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { decodeSecret, sign } from '../../../../lambdas/core/delivery/signature.ts';
import { InvalidInputError } from '../../../../lambdas/core/errors.ts';

const whsec = (bytes: Uint8Array) => `whsec_${Buffer.from(bytes).toString('base64')}`;
const aSecret = fc.uint8Array({ minLength: 24, maxLength: 64 }).map(whsec);

describe('sign', () => {
  it('agrees with the vector of the Svix server', () => {
    const content = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampSeconds: 1614265330,
      body: '{"test": 2432232314}',
    };
    expect(sign(content, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('agrees with the vector of a job event', () => {
    const body =
      '{"type":"glacier.job.succeeded","timestamp":"2026-03-14T09:26:53.589Z","data":{"jobId":"HkF9p6o7yjhFx-K3CGl6fuSm6VzW9T7esGQfco8nUXVYwS0jlb5gq1JZ55yHgt5vP54ZShjoQzQVVh7vEXAMPLEjobID","vaultName":"photos-archive","vaultArn":"arn:aws:glacier:eu-west-1:123456789012:vaults/photos-archive","action":"ArchiveRetrieval","status":"SUCCEEDED","previousStatus":"IN_PROGRESS","sequence":3,"requestedAt":"2026-03-14T05:21:10.004Z","completedAt":"2026-03-14T09:26:51.000Z","outputExpiresAt":"2026-03-15T09:26:51.000Z","archiveSizeInBytes":16777216}}';
    const content = { id: 'evt_01JPA4Z9W3K4Y2N8Q6T0V5R7XM', timestampSeconds: 1773480414, body };
    expect(sign(content, ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'])).toBe(
      'v1,jHikIpER2wz9+2eXvp6HU37DT+H239PCRWYUtaILdTw=',
    );
  });

  it('is verified by the official library with any of several secrets, and with no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(aSecret, { minLength: 2, maxLength: 4 }),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })),
        fc.stringMatching(/^evt_[A-Za-z0-9_-]{1,40}$/),
        ([foreign = '', ...secrets], value, id) => {
          const body = JSON.stringify(value);
          const timestampSeconds = Math.floor(Date.now() / 1000);
          const headers = {
            'webhook-id': id,
            'webhook-timestamp': String(timestampSeconds),
            'webhook-signature': sign({ id, timestampSeconds, body }, secrets),
          };
          for (const secret of secrets) {
            expect(new Webhook(secret).verify(body, headers)).toStrictEqual(JSON.parse(body));
          }
          expect(() => new Webhook(foreign).verify(body, headers)).toThrow();
          expect(() => new Webhook(secrets[0]!).verify(`${body} `, headers)).toThrow();
        },
      ),
    );
  });

  it('signs with each of very many secrets by its own key, also when asked again', () => {
    const content = { id: 'evt_1', timestampSeconds: Math.floor(Date.now() / 1000), body: '{}' };
    const secrets = Array.from({ length: 1500 }, (_, i) => whsec(Buffer.alloc(32, `key ${i}`)));
    const signOnce = (secret: string) => sign(content, [secret]);
    const first = secrets.map(signOnce);
    expect(new Set(first).size).toBe(1500);
    expect(secrets.map(signOnce)).toStrictEqual(first);
    const at = new Date(content.timestampSeconds * 1000);
    expect(first[1499]).toBe(new Webhook(secrets[1499]!).sign('evt_1', at, '{}'));
  });

  it('refuses an id with a dot, which would make the signed content ambiguous', () => {
    const content = { id: 'evt.1', timestampSeconds: 1, body: '' };
    expect(() => sign(content, [])).toThrow(InvalidInputError);
  });
});

describe('decodeSecret', () => {
  it('gives back the bytes that were encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), (bytes) => {
        expect(decodeSecret(whsec(bytes))).toStrictEqual(Buffer.from(bytes));
      }),
    );
  });

  const encoded = Buffer.alloc(32, 7).toString('base64');
  it.each([
    [
      'a signature prefix before it',
      `v1,whsec_${encoded}`,
      'starts with "v1,", which is a signature prefix',
    ],
    ['no prefix', encoded, 'does not start with "whsec_"'],
    ['no padding', `whsec_${encoded.slice(0, -1)}`, 'is not padded standard base64'],
    ['the URL-safe alphabet', `whsec_${'-_'.repeat(20)}`, 'is not padded standard base64'],
    ['a line break', `whsec_${encoded}\n`, 'is not padded standard base64'],
    ['too few bytes', whsec(new Uint8Array(23)), 'has 23 bytes'],
    ['too many bytes', whsec(new Uint8Array(65)), 'has 65 bytes'],
    ['nothing after the prefix', 'whsec_', 'has 0 bytes'],
  ])('refuses a secret with %s, and does not repeat it', (_, secret, problem) => {
    const decoding = () => decodeSecret(secret);
    expect(decoding).toThrow(InvalidInputError);
    expect(decoding).toThrow(`secret ${problem}; specify "whsec_" followed by`);
    expect(decoding).not.toThrow(encoded.slice(0, 20));
  });
});
