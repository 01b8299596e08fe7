import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import asyncApiSchema from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' };
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { readEventSchemas } from '../../docs/generate/events/read-schemas.ts';
import { sampleEvents } from '../../operations/events/samples.ts';
import { eventProblems, validatorOf } from '../support/event-schema.ts';

const document = JSON.parse(readFileSync('docs/asyncapi.json', 'utf8'));
const SAMPLES = sampleEvents('ep_1', '2026-03-14T09:26:53.589Z');
const python = ['-c', 'import sys; assert sys.version_info >= (3, 11)'];

it('publishes an AsyncAPI document that the schema of AsyncAPI 3.0.0 accepts', () => {
  const ajv = addFormats.default(new Ajv({ strict: false, meta: false, validateSchema: false }));
  const validate = ajv.compile(asyncApiSchema);
  expect([validate(document), validate.errors]).toStrictEqual([true, null]);
  expect(validate({ ...document, channels: { webhook: { messages: [] } } })).toBe(false);
});

it.each(SAMPLES)('describes a $type in the AsyncAPI document', ({ type, body }) => {
  const messages = Object.values<{ name: string; payload: { $ref: string } }>(
    document.components.messages,
  );
  const validate = validatorOf(messages.find(({ name }) => name === type)!.payload.$ref);
  expect([validate(JSON.parse(body)), validate.errors]).toStrictEqual([true, null]);
});

it('lists the messages of each channel', () => {
  const { webhook, eventsTopic } = document.channels;
  const names = (channel: { messages: object }) => Object.keys(channel.messages);
  expect(names(webhook)).toHaveLength(SAMPLES.length);
  expect(names(eventsTopic).filter((name) => !names(webhook).includes(name))).toStrictEqual([
    'WebhookDeliveryExhausted',
    'WebhookEndpointDisabled',
  ]);
});

it('finds a field that no schema knows, also inside of data and of a list', () => {
  const event = JSON.parse(SAMPLES.find(({ type }) => type === 'glacier.group.overdue')!.body);
  expect(eventProblems(JSON.stringify(event))).toStrictEqual([]);
  const places = [
    { ...event, added: 1 },
    { ...event, data: { ...event.data, added: 1 } },
    { ...event, data: { ...event.data, jobs: [{ ...event.data.jobs[0], added: 1 }] } },
  ];
  for (const place of places) {
    expect(eventProblems(JSON.stringify(place))).toStrictEqual([
      expect.stringMatching(/must NOT have additional properties.*"added"/),
    ]);
  }
});

it('has a Python type of every event, with the fields and requirements of its schema', ({
  skip,
}) => {
  try {
    execFileSync('python3', python, { stdio: 'ignore' });
  } catch {
    skip('needs Python 3.11');
  }
  const script = `
import json, sys, typing
sys.path.insert(0, "docs/examples")
import glacier_events as types
print(json.dumps({
  typing.get_args(event.__annotations__["type"])[0]: {
    "required": sorted(event.__annotations__["data"].__required_keys__),
    "optional": sorted(event.__annotations__["data"].__optional_keys__),
  } for event in typing.get_args(types.GlacierEvent)}))`;
  const types = JSON.parse(execFileSync('python3', ['-B', '-c', script], { encoding: 'utf8' }));
  const keys = (type: string, isRequired: boolean) =>
    readEventSchemas()
      .find((event) => event.type === type)!
      .fields.filter((field) => field.isRequired === isRequired)
      .map(({ name }) => name)
      .sort();
  expect(types).toStrictEqual(
    Object.fromEntries(
      readEventSchemas().map(({ type }) => [
        type,
        { required: keys(type, true), optional: keys(type, false) },
      ]),
    ),
  );
});
