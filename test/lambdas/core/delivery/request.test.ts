import { expect, it } from 'vitest';
import { webhookHeaders } from '../../../../lambdas/core/delivery/request.ts';
import { SECRET } from '../../../support/sender-world.ts';

const content = {
  id: 'evt_1',
  body: '{}',
  secrets: [SECRET],
  headers: {},
  nowMs: Date.parse('2026-03-14T09:26:54.999Z'),
};

it('names the event, the second of this attempt and the signature', () => {
  expect(webhookHeaders(content)).toStrictEqual({
    'content-type': 'application/json',
    'user-agent': 'glacier-job-notifier',
    'webhook-id': 'evt_1',
    'webhook-timestamp': '1773480414',
    'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
  });
});

it("adds the endpoint's own headers, but lets none of them replace a reserved one", () => {
  const headers = webhookHeaders({
    ...content,
    headers: {
      Authorization: 'Bearer abc',
      'Webhook-Id': 'evt_forged',
      'WEBHOOK-SIGNATURE': 'v1,forged',
      Host: 'elsewhere.test',
      'Content-Length': '0',
      'transfer-encoding': 'chunked',
    },
  });
  expect(headers).toStrictEqual({ authorization: 'Bearer abc', ...webhookHeaders(content) });
});
