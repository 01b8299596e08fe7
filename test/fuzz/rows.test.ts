import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStreamImage } from '../../lambdas/adapters/dynamo/items/stream-image.ts';
import { type Delivery, readDelivery } from '../../lambdas/core/delivery/delivery.ts';
import { leasedMessage, underLease } from '../../lambdas/core/delivery/lease.ts';
import { readDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import { deliveryExhaustedEvent } from '../../lambdas/core/delivery/operator-event.ts';
import { planDelivery } from '../../lambdas/core/delivery/plan.ts';
import { recordAttempt } from '../../lambdas/core/delivery/row.ts';
import { noteFailure, noteSuccess, overdueReason } from '../../lambdas/core/endpoint/changes.ts';
import { circuitOf, earlyTimeoutMs } from '../../lambdas/core/endpoint/circuit.ts';
import { readEndpointState } from '../../lambdas/core/endpoint/state.ts';
import { decide } from '../../lambdas/core/job/decide.ts';
import { readJobItem } from '../../lambdas/core/job/item.ts';
import { readChange } from '../../lambdas/fan-out/read-change.ts';
import { readPollMessage } from '../../lambdas/poller/poll-message.ts';
import { clock, live, notFound, POLICY, pending, seen } from '../support/evidence.ts';
import { mutated, mutatedText } from './mutated.ts';
import { onlyOwnErrors } from './own-error.ts';
import { fuzz } from './run-fuzz.ts';

const NOW = '2026-03-14T12:00:00.000Z';
const NOW_MS = Date.parse(NOW);
const HOUR_MS = 3_600_000;

const completed = live([
  pending('registration', '2026-03-14T03:40:20.000Z'),
  seen('notice', '2026-03-14T07:32:43.000Z'),
]);
const JOBS = [completed, live([pending('registration', '2026-03-14T03:40:20.000Z')])];

describe('a row of the Jobs table', () => {
  it('is read, or damaged in fields that are named; what is read can be decided on', () => {
    const pieces = [seen('describe-job', NOW), notFound(NOW), clock(NOW)];
    fuzz(800, fc.tuple(mutated(JOBS), fc.constantFrom(...pieces)), ([row, evidence]) => {
      onlyOwnErrors(() => decide({ job: readJobItem(row), evidence, now: NOW, policy: POLICY }));
    });
  });

  it('is announced from the stream, or its key is kept', () => {
    const images = fc.tuple(mutated(JOBS), mutated(JOBS));
    fuzz(800, images, ([before, after]) => {
      const record = { dynamodb: { Keys: {}, OldImage: image(before), NewImage: image(after) } };
      const change = readChange(record as DynamoDBRecord, readStreamImage);
      if (change.kind === 'failed') expect(change.failed.reason).not.toBe('');
    });
  });

  it('may be no image at all', () => {
    fuzz(500, mutated([{ dynamodb: { NewImage: image(completed) } }]), (record) => {
      if (typeof record !== 'object' || record === null) return;
      readChange(record as DynamoDBRecord, readStreamImage);
    });
  });
});

const IMAGE_OPTIONS = {
  removeUndefinedValues: true,
  allowImpreciseNumbers: true,
  convertClassInstanceToMap: true,
};

const image = (row: unknown) =>
  typeof row === 'object' && row !== null && !Array.isArray(row)
    ? marshall(row, IMAGE_OPTIONS)
    : row;

const DELIVERY: Delivery = {
  eventId: 'evt_1',
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'retrying',
  attempts: [{ at: NOW, durationMs: 3, statusCode: 500, excerpt: 'oops' }],
  attemptCount: 1,
  nextAttemptAt: NOW,
  dueShard: '3',
  updatedAt: NOW,
  body: '{"data":{"vaultArn":"a","jobId":"b","sequence":1}}',
  replay: 'r1',
  expireAt: 1_776_158_814,
};

const MESSAGE = { eventId: 'evt_1', endpointId: 'ep_1', eventType: 't', body: '{}', lease: NOW };

describe('a delivery', () => {
  it('is read from its row, or the row is damaged; what is read can be attempted', () => {
    fuzz(800, mutated([DELIVERY]), (row) => {
      const previous = onlyOwnErrors(() => readDelivery(row));
      if (previous === undefined) return;
      planDelivery(MESSAGE, previous, NOW_MS);
      leasedMessage(underLease(previous, NOW_MS));
      JSON.parse(deliveryExhaustedEvent(previous).body);
      const answer = { kind: 'answered', statusCode: 500, excerpt: '' } as const;
      const decision = { kind: 'delivered' } as const;
      const base = { message: MESSAGE, previous, nowMs: NOW_MS };
      recordAttempt(base, { startedMs: NOW_MS, attemptCount: 1, answer, decision });
    });
  });

  it('is read from its message, or the message is refused', () => {
    fuzz(1000, mutatedText([MESSAGE, { ...MESSAGE, replay: 'r' }]), (text) => {
      const message = onlyOwnErrors(() => readDeliveryMessage(text));
      if (message) expect(message.body).not.toBe('');
    });
  });
});

it('an endpoint is read from its row, or the row is damaged; what is read can be judged', () => {
  const row = {
    endpointId: 'ep_1',
    eventTypes: ['glacier.job.failed'],
    filter: { vaultNames: ['a*'], descriptionPrefix: 'x' },
    state: 'enabled',
    failingSince: NOW,
    failureCount: 2,
    probeAt: NOW,
    drainSince: NOW,
    lastSuccessAt: NOW,
    answerMs: 20,
  };
  const slowdown = { isOverloaded: true, atLeastMs: 1000 };
  fuzz(800, mutated([row]), (item) => {
    const endpoint = onlyOwnErrors(() => readEndpointState(item));
    if (endpoint === undefined) return;
    circuitOf(endpoint, NOW_MS);
    earlyTimeoutMs(endpoint, 20_000);
    noteSuccess(endpoint, { startedMs: NOW_MS - 5, nowMs: NOW_MS });
    noteFailure(endpoint, { startedMs: NOW_MS - 5, nowMs: NOW_MS, slowdown, lease: NOW });
    overdueReason(endpoint, { nowMs: NOW_MS, disableAfterMs: HOUR_MS });
  });
});

it('a message of PollQueue is read, or refused', () => {
  const window = { statusKey: 'InProgress#Standard', after: NOW, upTo: NOW, offsetMinutes: 180 };
  const messages = [
    { kind: 'window', tick: NOW, window, startKey: { jobId: 'j' }, hops: 1 },
    { kind: 'sweep', vaults: [{ vaultName: 'photos', marker: 'm' }], hops: 2 },
  ];
  fuzz(1000, mutatedText(messages), (text) => {
    onlyOwnErrors(() => readPollMessage(text));
  });
});
