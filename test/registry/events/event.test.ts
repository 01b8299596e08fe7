import { createHash } from 'node:crypto';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { webhookHeaders } from '../../../lambdas/core/delivery/request.ts';
import type {
  OperatorEventType,
  WebhookEventType,
} from '../../../lambdas/core/event/event-type.ts';
import { sampleEvents } from '../../../operations/events/samples.ts';
import {
  type GlacierEvent,
  groupOf,
  parseEvent,
  verifyEvent,
} from '../../../registry/events/event.ts';
import { SECRET } from '../../support/sender-world.ts';

const SAMPLES = sampleEvents('ep_1', '2026-03-14T09:26:53.589Z');
const { id, body } = SAMPLES[1]!;
const nowMs = Date.now();
const headers = webhookHeaders({ id, body, secrets: [SECRET], headers: {}, nowMs });

it('knows the types that the service sends, and no others', () => {
  expectTypeOf<GlacierEvent['type']>().toEqualTypeOf<WebhookEventType | OperatorEventType>();
});

describe('parseEvent', () => {
  it.each(SAMPLES)('reads a $type', ({ body: text }) => {
    expect(parseEvent(text)).toStrictEqual(JSON.parse(text));
  });

  it('returns undefined for a type of a later version, and keeps fields of one', () => {
    const event = { ...JSON.parse(body), added: 1 };
    expect(parseEvent(JSON.stringify({ ...event, type: 'glacier.job.paused' }))).toBeUndefined();
    expect(parseEvent(JSON.stringify(event))).toStrictEqual(event);
  });

  it.each(['', '[]', 'null', '{"Type":"Notification","Message":"{}"}', '{"id":"a","type":"b"}'])(
    'refuses %j with the remedy',
    (text) => expect(() => parseEvent(text)).toThrow(/^body is not an event; pass the exact text/),
  );
});

describe('verifyEvent', () => {
  it.each([
    ['Node', headers],
    ['Node, in lists', Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, [v]]))],
    ['fetch', new Headers(headers)],
    ['API Gateway', { 'Webhook-Id': id, ...headers, Host: undefined }],
  ])('takes the headers of %s', (_, given) => {
    expect(verifyEvent(body, given, SECRET)).toStrictEqual(JSON.parse(body));
    expect(verifyEvent(Buffer.from(body), given, SECRET)?.id).toBe(id);
  });

  it('refuses what is forged or has no signature', () => {
    const otherSecret = `whsec_${createHash('sha256').digest('base64')}`;
    expect(() => verifyEvent(`${body} `, headers, SECRET)).toThrow(/signature/);
    expect(() => verifyEvent(body, headers, otherSecret)).toThrow(/signature/);
    expect(() => verifyEvent(body, {}, SECRET)).toThrow(/headers/);
    expect(() => verifyEvent(body, new Headers(), SECRET)).toThrow(/headers/);
  });

  it.each([undefined, '', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])(
    'needs a secret, not %j',
    (secret) => {
      expect(() => verifyEvent(body, headers, secret)).toThrow(/^secret is missing or does not/);
    },
  );
});

describe('groupOf', () => {
  const groupsOf = (text: string) => {
    const event = parseEvent(text);
    return event && groupOf(event);
  };

  it('returns the group of a group, of a tagged job, and of nothing else', () => {
    const tagged = body.replace('"a sample"', '"a sample [group:photos-2026]"');
    expect(groupsOf(tagged)).toBe('photos-2026');
    expect(SAMPLES.map((sample) => groupsOf(sample.body))).toStrictEqual([
      ...Array(6).fill(undefined),
      ...Array(3).fill('sample'),
      undefined,
    ]);
  });
});
