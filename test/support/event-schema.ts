import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { HappeningListener } from '../../sandbox/narration/happenings.ts';

// Receivers accept unknown fields. The tests do not: a new field needs its place in the schema.
const union = JSON.parse(
  readFileSync(`${import.meta.dirname}/../../docs/schemas/events.schema.json`, 'utf8'),
  (name, value: unknown) => (name === 'additionalProperties' && value === true ? false : value),
) as { readonly $defs: Record<string, { properties: { type: { const: string } } }> };

const ajv = addFormats.default(new Ajv2020({ strict: true, allErrors: true }));
ajv.addSchema(union, 'events.schema.json');
const isEvent = ajv.getSchema('events.schema.json')!;

/** The validators of docs/asyncapi.json refer to this too. */
export const validatorOf = (reference: string) => ajv.getSchema(reference.replace('schemas/', ''))!;

const validators = new Map(
  Object.entries(union.$defs).map(([name, { properties }]) => [
    properties.type.const,
    validatorOf(`events.schema.json#/$defs/${name}`),
  ]),
);

/** What an event has that no schema allows; a field that the schema of its type does not know counts. */
export const eventProblems = (body = ''): readonly string[] => {
  const event = JSON.parse(body) as { readonly type: string };
  const own = validators.get(event.type);
  if (own === undefined) return [`no schema of ${event.type}`];
  if (own(event) && isEvent(event)) return [];
  return (own.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${event.type}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
};

/** Checks every event that a sandbox publishes or delivers. */
export const createEventAudit = () => {
  const problems = new Set<string>();
  let checked = 0;
  const check = (body: string) => {
    if (!/^\{"id":"evt_[^"]*","type":/.test(body)) return;
    checked += 1;
    for (const problem of eventProblems(body)) problems.add(problem);
  };
  const listener: HappeningListener = (happening) => {
    if (happening.kind === 'published') check(happening.message);
    if (happening.kind === 'delivered') check(happening.request.body.toString());
  };
  return { listener, problems, checked: () => checked };
};
