import { expect, it } from 'vitest';
import { refuseLastEntry } from '../../../chaos/proxy/refuse-entries.ts';

const answer = (body: string, status = 200) => ({
  status,
  headers: { 'content-type': 'text', 'content-length': '1' },
  body: Buffer.from(body),
});

it('says of the last entry of a batch to SQS that it was refused', () => {
  const refused = refuseLastEntry(
    answer(JSON.stringify({ Successful: [{ Id: '0', MessageId: 'a' }, { Id: '1' }] })),
  );

  expect(JSON.parse(String(refused?.body))).toStrictEqual({
    Successful: [{ Id: '0', MessageId: 'a' }],
    Failed: [expect.objectContaining({ Id: '1', SenderFault: false })],
  });
  expect(refused?.headers).toStrictEqual({ 'content-type': 'text' });
});

it('does so for a batch to SNS', () => {
  const member = (id: number) =>
    `<member><Id>${id}</Id><MessageId>message-${id}</MessageId></member>`;
  const refused = refuseLastEntry(
    answer(
      `<PublishBatchResponse><PublishBatchResult><Successful>${member(0)}${member(1)}</Successful><Failed></Failed></PublishBatchResult></PublishBatchResponse>`,
    ),
  );

  expect(String(refused?.body)).toBe(
    `<PublishBatchResponse><PublishBatchResult><Successful>${member(0)}</Successful><Failed><member><Id>1</Id><Code>InternalError</Code><Message>An entry was refused</Message><SenderFault>false</SenderFault></member></Failed></PublishBatchResult></PublishBatchResponse>`,
  );
});

it.each([
  ['a failure', answer('{}', 500)],
  ['an answer to one message', answer('{"MessageId":"a"}')],
  ['an answer to one publication', answer('<PublishResponse></PublishResponse>')],
])('leaves %s alone', (_name, given) => {
  expect(refuseLastEntry(given)).toBeUndefined();
});
