import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../lambdas/core/event/event-type.ts';
import { sampleEvents } from '../../../operations/events/samples.ts';

const NOW = '2026-03-14T09:26:53.589Z';
const SAMPLES = sampleEvents('ep_1', NOW);
const ajv = addFormats.default(new Ajv2020({ strict: true, allErrors: true }));

it('has a sample of every type that an endpoint can get', () => {
  const types = SAMPLES.map(({ type }) => type);
  expect(types.toSorted()).toStrictEqual([...EVENT_TYPES, 'webhook.test'].toSorted());
});

it.each(SAMPLES)('makes a $type that agrees with its published schema', ({ id, type, body }) => {
  const event = JSON.parse(body);
  expect(event).toMatchObject({ id, type, timestamp: NOW });
  const validate = ajv.compile(
    JSON.parse(readFileSync(`docs/schemas/${type}.schema.json`, 'utf8')),
  );
  validate(event);
  expect(validate.errors).toBeNull();
});
