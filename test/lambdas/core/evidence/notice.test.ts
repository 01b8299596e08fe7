import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNotices } from '../../../../lambdas/core/evidence/notice.ts';
import { anArchiveNotice, anInventoryNotice } from '../../../support/a-notice.ts';

const NOW = '2026-03-14T07:32:43.000Z';
const scope = {
  partition: 'aws',
  region: 'eu-west-1',
  accountId: '123456789012',
  vaults: ['photos'],
} as const;
const readAll = (notice: unknown) =>
  readNotices(typeof notice === 'string' ? notice : JSON.stringify(notice), scope, NOW);
const read = (notice: unknown) => readAll(notice)[0]!;

it('says of everything that a notice lacks what it is', () => {
  expect(read({})).toStrictEqual({
    kind: 'refused',
    reason:
      'VaultARN: is missing or not a string; JobId: is missing or not a string; StatusCode: must be one of InProgress, Succeeded, Failed',
  });
});

describe('a notice that can be used', () => {
  it('keeps every field of an archive retrieval and leaves out nulls', () => {
    const { VaultARN, JobId, Completed: _, ...notice } = anArchiveNotice();
    expect(read(anArchiveNotice())).toStrictEqual({
      kind: 'seen',
      evidence: {
        kind: 'seen',
        key: { vaultArn: VaultARN, jobId: JobId },
        source: 'notice',
        observedAt: NOW,
        statusCode: 'Succeeded',
        details: {
          action: 'ArchiveRetrieval',
          archiveId: notice.ArchiveId,
          archiveSha256TreeHash: '0c47aee7',
          archiveSizeInBytes: 285544,
          completionDate: '2026-03-14T07:32:42.098Z',
          creationDate: '2026-03-14T03:40:19.264Z',
          jobDescription: 'put anything here',
          retrievalByteRange: '0-285543',
          sha256TreeHash: '0c47aee7',
          snsTopic: notice.SNSTopic,
          statusCode: 'Succeeded',
          statusMessage: 'Succeeded',
          tier: 'Standard',
        },
      },
      dropped: [],
    });
  });

  it.each([
    ['2026-03-14T07:32:42.098765', '2026-03-14T07:32:42.098Z'],
    ['2026-03-14T07:32:42', '2026-03-14T07:32:42.000Z'],
    ['2026-03-14T07:32', '2026-03-14T07:32:00.000Z'],
  ])('has its dates in UTC where they lack a zone: %s', (date, instant) => {
    const reading = read(anArchiveNotice({ CompletionDate: date, CreationDate: date }));
    expect(reading).toMatchObject({
      evidence: { details: { completionDate: instant, creationDate: instant } },
      dropped: [],
    });
  });

  it('may have its sizes as text', () => {
    const sizes = { ArchiveSizeInBytes: '68770', InventorySizeInBytes: '0' };
    expect(read(anArchiveNotice(sizes))).toMatchObject({
      evidence: { details: { archiveSizeInBytes: 68770, inventorySizeInBytes: 0 } },
      dropped: [],
    });
  });

  it.each([
    ['CompletionDate', 'today'],
    ['CompletionDate', '2026-03-14T07:32-05'],
    ['CompletionDate', '2099-01-01T00:00:00'],
    ['CreationDate', 1_773_473_562],
    ['ArchiveSizeInBytes', '1e3'],
    ['ArchiveSizeInBytes', ' 68770'],
    ['ArchiveSizeInBytes', '99999999999999999999'],
    ['ArchiveSizeInBytes', -1],
    ['Tier', 7],
    ['SelectParameters', { '': 'nameless' }],
  ])('names the field that it is recorded without: %s %j', (name, value) => {
    expect(read(anArchiveNotice({ [name]: value }))).toMatchObject({
      kind: 'seen',
      dropped: [name],
    });
  });

  it('lacks nothing for fields that are new, empty or null', () => {
    const empty = { Extra: 1, toString: 1, JobDescription: '', Tier: null, Completed: 'yes' };
    expect(read(anArchiveNotice(empty))).toMatchObject({ kind: 'seen', dropped: [] });
  });

  it('keeps the parameters of an inventory retrieval, which has no tier', () => {
    const reading = read(anInventoryNotice());
    expect(reading).toMatchObject({
      evidence: {
        details: {
          action: 'InventoryRetrieval',
          inventorySizeInBytes: 2006,
          inventoryRetrievalParameters: { format: 'CSV' },
        },
      },
    });
    expect(JSON.stringify(reading)).not.toMatch(/tier|archiveId/);
  });

  it("keeps what a select job says, and the user's own names in it", () => {
    const select = anArchiveNotice({
      Action: 'Select',
      JobOutputPath: 'out/job',
      SelectParameters: {
        ExpressionType: 'SQL',
        InputSerialization: { csv: { FileHeaderInfo: 'USE' } },
      },
      OutputLocation: {
        S3: { BucketName: 'b', Encryption: { KMSKeyId: 'k' }, UserMetadata: { Team: 'T' } },
      },
    });
    expect(read(select)).toMatchObject({
      evidence: {
        details: {
          action: 'Select',
          jobOutputPath: 'out/job',
          selectParameters: {
            expressionType: 'SQL',
            inputSerialization: { csv: { fileHeaderInfo: 'USE' } },
          },
          outputLocation: {
            s3: { bucketName: 'b', encryption: { kmsKeyId: 'k' }, userMetadata: { Team: 'T' } },
          },
        },
      },
    });
  });

  it.each([
    ['of 2015, without a tier', anArchiveNotice({ Tier: undefined })],
    ['of a failed job', anArchiveNotice({ StatusCode: 'Failed', StatusMessage: null })],
    ['with an Action that is new', anArchiveNotice({ Action: 'Restore' })],
    ['with fields that are new', anArchiveNotice({ Extra: { deep: [1] } })],
    [
      'with fields of another type',
      anArchiveNotice({ ArchiveSizeInBytes: 'many', Tier: 7, CompletionDate: 'today' }),
    ],
    [
      'with nothing but what is needed',
      { VaultARN: anArchiveNotice().VaultARN, JobId: 'j', StatusCode: 'Succeeded' },
    ],
  ])('may be one %s', (_which, notice) => {
    expect(read(notice).kind).toBe('seen');
  });

  it.each(['CompletionDate', 'CreationDate'])(
    'does not believe in a %s that is yet to come',
    (name) => {
      const reading = read(anArchiveNotice({ [name]: '2099-01-01T00:00:00.000Z' }));
      expect(reading.kind).toBe('seen');
      expect(JSON.stringify(reading)).not.toMatch(/2099/);
    },
  );

  it.each(['+099999-01-01T00:00:00.000Z', '1', '2026-03-14', 'soon'])(
    'takes the date %s for none',
    (CompletionDate) => {
      const reading = read(anArchiveNotice({ CompletionDate }));
      expect(JSON.stringify(reading)).not.toMatch(/completionDate":"/);
    },
  );

  it.each([
    ['a size that is no exact number', { ArchiveSizeInBytes: 1e17 }],
    ['a parameter that is no exact number', { InventoryRetrievalParameters: { Limit: 1e200 } }],
    ['a parameter too small for DynamoDB', { InventoryRetrievalParameters: { Limit: 5e-324 } }],
    ['a text with half a character', { JobDescription: 'x\ud800' }],
    ['a text with no characters', { JobDescription: 'x\ufffe\uffff' }],
    ['a map with half a character', { SelectParameters: { Expression: 'x\ud800' } }],
    ['a map with half a character in a name', { SelectParameters: { 'x\ud800': 'y' } }],
    ['a map with an empty name', { SelectParameters: { '': 'nameless' } }],
    ['a map that the SDK takes for something else', { OutputLocation: { Constructor: 'odd' } }],
    ['a map that names a prototype', { OutputLocation: JSON.parse('{"__proto__":{"odd":1}}') }],
    ['a text of a megabyte', { ArchiveId: '"'.repeat(1_000_000) }],
    ['a map of a megabyte', { SelectParameters: { Expression: 'x'.repeat(1_000_000) } }],
    [
      'a map that goes too deep',
      { SelectParameters: JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) },
    ],
  ])('is kept without %s', (_what, changes) => {
    const reading = read(anArchiveNotice(changes));
    expect(reading.kind).toBe('seen');
    const text = JSON.stringify(reading);
    expect(text.length).toBeLessThan(5_000);
    expect(text).not.toMatch(/\\ud800|[\ufffe\uffff]|1e\+?17|1e\+?200|5e-324|nameless|odd/);
  });
});

describe('a notice that cannot be used', () => {
  it.each([
    [
      'is of a job in progress, which only a Glacier API call may report',
      anArchiveNotice({ StatusCode: 'InProgress' }),
      'the job is not complete',
    ],
    ['is not JSON', 'Amazon says hello', 'the message is not JSON'],
    ['is text', '"hello"', 'the message is not JSON'],
    ['is a list', '[]', 'the message is not a JSON object'],
    ['is null', 'null', 'the message is not a JSON object'],
    ['lacks VaultARN', anArchiveNotice({ VaultARN: undefined }), /^VaultARN: is missing/],
    ['lacks JobId', anArchiveNotice({ JobId: null }), /^JobId: is missing/],
    ['has an empty JobId', anArchiveNotice({ JobId: '' }), /^JobId: must be 1 to 255/],
    ['has a JobId that leaves its path', anArchiveNotice({ JobId: '..' }), /^JobId: must be/],
    [
      'lacks StatusCode',
      anArchiveNotice({ StatusCode: undefined }),
      /^StatusCode: must be one of InProgress, Succeeded, Failed/,
    ],
    [
      'names no vault',
      anArchiveNotice({ VaultARN: 'photos' }),
      'VaultARN "photos" is not a vault ARN',
    ],
    [
      'names a vault ..',
      anArchiveNotice({ VaultARN: 'arn:aws:glacier:eu-west-1:123456789012:vaults/..' }),
      /is not a vault ARN/,
    ],
    [
      'names a foreign partition',
      anArchiveNotice({ VaultARN: 'arn:aws-cn:glacier:eu-west-1:123456789012:vaults/photos' }),
      'foreign partition aws-cn',
    ],
    [
      'names a foreign region',
      anArchiveNotice({ VaultARN: 'arn:aws:glacier:eu-west-2:123456789012:vaults/photos' }),
      'foreign region eu-west-2',
    ],
    [
      'names a foreign account',
      anArchiveNotice({ VaultARN: 'arn:aws:glacier:eu-west-1:999999999999:vaults/photos' }),
      'foreign account 999999999999',
    ],
    [
      'names a vault that is not ours',
      anArchiveNotice({ VaultARN: 'arn:aws:glacier:eu-west-1:123456789012:vaults/other' }),
      'vault other is not in the setting "vaults"',
    ],
  ])('%s', (_why, notice, reason) => {
    expect(read(notice)).toStrictEqual({
      kind: 'refused',
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    });
  });

  it('never throws, whatever it is', () => {
    return fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((o) => JSON.stringify(anArchiveNotice(o))),
        ),
        (text) => {
          expect(['seen', 'refused']).toContain(read(text).kind);
        },
      ),
    );
  });
});

describe('a notice that was forwarded', () => {
  const NOTICE = anArchiveNotice();
  const wraps: Record<string, (inside: unknown) => unknown> = {
    'an envelope of SNS': (inside) => ({ Type: 'Notification', Message: textOf(inside) }),
    'an event of SNS for a function': (inside) => ({
      Records: [{ EventSource: 'aws:sns', Sns: { Type: 'Notification', Message: textOf(inside) } }],
    }),
    'an event of a queue for a function': (inside) => ({
      Records: [{ eventSource: 'aws:sqs', body: textOf(inside) }],
    }),
    'a record of a queue': (inside) => ({ messageId: 'm', body: textOf(inside) }),
    'a second encoding': (inside) => textOf(inside),
  };
  const textOf = (value: unknown) => JSON.stringify(value);
  const layer = fc.constantFrom(...Object.values(wraps));

  it.each(Object.entries(wraps))('is read inside of %s', (_which, wrap) => {
    expect(readAll(textOf(wrap(NOTICE)))).toStrictEqual(readAll(NOTICE));
  });

  it('is read inside of up to four layers, in any order, and refused inside of more', () =>
    fc.assert(
      fc.property(fc.array(layer, { maxLength: 7 }), (layers) => {
        const wrapped = layers.reduce<unknown>((inside, wrap) => wrap(inside), NOTICE);
        const refused = {
          kind: 'refused',
          reason: 'the notice is nested in more than four envelopes',
        };
        const expected = layers.length <= 4 ? readAll(NOTICE) : [refused];
        expect(readAll(textOf(wrapped))).toStrictEqual(expected);
      }),
    ));

  it('is one of several in one message', () => {
    const ids = ['first', 'second', 'third'];
    const Records = ids.map((JobId) => ({ body: textOf(anArchiveNotice({ JobId })) }));
    const keys = readAll({ Records }).map((one) => one.kind === 'seen' && one.evidence.key.jobId);
    expect(keys).toStrictEqual(ids);
  });

  it.each([
    ['a confirmation', { Type: 'SubscriptionConfirmation', Message: textOf(NOTICE) }],
    ['no records', { Records: [] }],
    ['a record of another service', { Records: [{ s3: {} }, { body: textOf(NOTICE) }] }],
  ])('is not looked for in %s', (_which, message) => {
    expect(readAll(message)).toMatchObject([
      { kind: 'refused', reason: expect.stringMatching(/^VaultARN/) },
    ]);
  });

  it('is taken as it is where it looks like an envelope too', () => {
    const both = anArchiveNotice({
      Type: 'Notification',
      Message: '{}',
      body: '{}',
      Records: ['x'],
    });
    expect(readAll(both)).toStrictEqual(readAll(NOTICE));
  });
});
