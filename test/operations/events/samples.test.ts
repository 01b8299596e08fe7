import { expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../lambdas/core/event/event-type.ts';
import { sampleEvents } from '../../../operations/events/samples.ts';
import { eventProblems } from '../../support/event-schema.ts';

const NOW = '2026-03-14T09:26:53.589Z';
const SAMPLES = sampleEvents('ep_1', NOW);

it('has a sample of every type that an endpoint can get', () => {
  const types = SAMPLES.map(({ type }) => type);
  expect(types.toSorted()).toStrictEqual([...EVENT_TYPES, 'webhook.test'].toSorted());
});

it.each(SAMPLES)('makes a $type that agrees with its published schema', ({ id, type, body }) => {
  const event = JSON.parse(body);
  expect(event).toMatchObject({ id, type, timestamp: NOW });
  expect(eventProblems(body)).toStrictEqual([]);
});
