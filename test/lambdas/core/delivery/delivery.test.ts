import { describe, expect, it } from 'vitest';
import {
  failedPost,
  POST_FAILURES,
  type WebhookAnswer,
} from '../../../../lambdas/core/delivery/answer.ts';
import { decideDelivery } from '../../../../lambdas/core/delivery/delivery.ts';

const NOW = Date.parse('2026-03-14T09:26:54.000Z');

const decide = (answer: WebhookAnswer, attemptCount = 1) =>
  decideDelivery({ answer, attemptCount, scheduleSeconds: [5, 300], nowMs: NOW, random: 0.5 });

const retry = (delayMs: number, atLeastMs = 0, isOverloaded = false) => ({
  kind: 'retry',
  delayMs,
  slowdown: { atLeastMs, isOverloaded },
});

const status = (statusCode: number, retryAfter?: string): WebhookAnswer => ({
  kind: 'answered',
  statusCode,
  retryAfter,
  excerpt: '',
});

describe('decideDelivery', () => {
  it.each([200, 201, 202, 204, 299])('takes %i for delivered', (code) => {
    expect(decide(status(code))).toStrictEqual({ kind: 'delivered' });
  });

  it('ends with the endpoint on 410, also on the last attempt', () => {
    const gone = { kind: 'disable', reason: 'the receiver answered 410 Gone' };
    expect([decide(status(410)), decide(status(410), 3)]).toStrictEqual([gone, gone]);
  });

  it.each([100, 199, 300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 408, 413, 500, 503, 599])(
    'tries again after %i',
    (code) => {
      expect(decide(status(code))).toStrictEqual(retry(5000));
    },
  );

  it.each([429, 502, 504])('slows down after %i', (code) => {
    expect(decide(status(code))).toStrictEqual(retry(60_000, 60_000, true));
  });

  it.each(POST_FAILURES)('tries again after no answer because of %s', (failure) => {
    expect(decide(failedPost(failure, ''))).toStrictEqual(retry(5000));
  });

  it.each([
    ['17', 17_000, 17_000],
    ['Sat, 14 Mar 2026 10:26:54 GMT', 3_600_000, 3_600_000],
    ['-1', 5000, 0],
    ['1', 5000, 1000],
    ['999999999999', 86_400_000, 86_400_000],
    ['whenever', 5000, 0],
  ])('honours Retry-After %s', (retryAfter, delayMs, atLeastMs) => {
    expect(decide(status(503, retryAfter))).toStrictEqual(retry(delayMs, atLeastMs));
  });

  it('gives up after the last attempt of the schedule', () => {
    const decisions = [decide(status(500), 3), decide(failedPost('timeout', ''), 3)];
    const exhausted = { kind: 'exhausted', slowdown: { atLeastMs: 0, isOverloaded: false } };
    expect(decisions).toStrictEqual([exhausted, exhausted]);
  });
});
