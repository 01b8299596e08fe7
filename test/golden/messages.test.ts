import { describe, expect, it } from 'vitest';
import { readDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import { readPollMessage } from '../../lambdas/poller/poll-message.ts';
import { readFailedEvent } from '../../operations/redrive/failed-event.ts';
import { readFailedNotice } from '../../operations/redrive/failed-notice.ts';
import { valueAt } from './places.ts';
import { readGolden, VERSIONS } from './read-golden.ts';

describe.each(VERSIONS)('of the messages that version %s sent, this code', (version) => {
  const golden = readGolden(version);

  it.each<[keyof typeof golden.messages, (body: string) => unknown]>([
    ['DeliveryQueue', readDeliveryMessage],
    ['PollQueue', readPollMessage],
    ['FailedEventsQueue', readFailedEvent],
  ])('reads every message of %s', (queue, readMessage) => {
    const bodies = golden.messages[queue].map(({ MessageBody }) => String(MessageBody));
    expect(bodies.map(readMessage)).toStrictEqual(bodies.map(parseJson));
    // A later version adds members: what this code knows is read as before.
    const later = bodies.map((body) => body.replace(/\}$/, ',"laterMember":{"a":[1]}}'));
    expect(later.map(readMessage)).toStrictEqual(bodies.map(parseJson));
  });

  it('reads every message of FailedNoticesQueue', () => {
    const messages = golden.messages.FailedNoticesQueue.map((message) => ({
      body: parseJson(String(message.MessageBody)),
      failed: readFailedNotice(String(message.MessageBody), message.attributes),
    }));
    const at = (...place: (string | number)[]) => valueAt(messages, place);
    expect(messages.map(({ failed }) => failed)).toMatchObject([
      { failure: 'refused', reason: at(0, 'body', 'reason'), notices: [at(0, 'body', 'notice')] },
      { failure: 'refused', reason: at(1, 'body', 'reason'), notices: ['no notice \uffff'] },
      {
        failure: 'crashed',
        reason: at(2, 'body', 'responsePayload', 'errorMessage'),
        notices: [at(2, 'body', 'requestPayload', 'Records', 0, 'Sns', 'Message')],
      },
      {
        failure: 'undelivered',
        reason: '403: The function cannot be invoked',
        notices: [at(3, 'body', 'Message')],
      },
    ]);
  });
});
