import * as z from 'zod/mini';
import { FORMATS } from '../../lambdas/core/delivery/format/formats.ts';
import { readEndpointUrl, type UrlRules } from '../../lambdas/core/endpoint/url.ts';
import { RequestedEventTypes, RequestedFilter } from './filter.ts';
import { findHeaderProblems, UNSAFE_NAME } from './headers.ts';
import { describeObject, describeProblems } from './problems.ts';

const MAX_DESCRIPTION = 256;
const FIELDS = 'url, description, eventTypes, filter, headers or format';

const Description = z
  .string('is not a string; specify a string')
  .check(
    z.minLength(1, 'is empty; omit it'),
    z.maxLength(MAX_DESCRIPTION, `is too long; use at most ${MAX_DESCRIPTION} characters`),
  );

const RequestedFormat = z.enum(FORMATS, {
  error: ({ input }) => `is ${JSON.stringify(input)}; use ${FORMATS.join(', ')}`,
});

const PROTO = '__proto__';

const HeaderRecord = z
  .record(
    z.string(),
    z.string('is not a string; specify a string'),
    'is not an object; specify names and values',
  )
  .check(
    z.check(({ value, issues }) => {
      for (const { name, problem } of findHeaderProblems(value)) {
        const path = name === undefined ? [] : [name];
        issues.push({ code: 'custom', input: value, path, message: problem });
      }
    }),
  );

// A record of zod leaves this name out silently.
const Headers = z.pipe(
  z.unknown().check(
    z.check(({ value, issues }) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, PROTO)) return;
      issues.push({ code: 'custom', input: value, path: [PROTO], message: UNSAFE_NAME });
    }),
  ),
  HeaderRecord,
);

const urlOf = (rules: UrlRules) =>
  z.pipe(
    z.string('is missing or not a string; specify https://host/path').check(
      z.check(({ value, issues }) => {
        const reading = readEndpointUrl(value, rules);
        if (reading.kind === 'accepted') return;
        const message = reading.reason.replace(/^url /, '');
        issues.push({ code: 'custom', input: value, message });
      }),
    ),
    z.transform((accepted: string) => new URL(accepted).href),
  );

const requestOf = (rules: UrlRules) =>
  z.strictObject(
    {
      url: urlOf(rules),
      description: z.optional(Description),
      eventTypes: z.optional(RequestedEventTypes),
      filter: z.optional(RequestedFilter),
      headers: z.optional(Headers),
      format: z.optional(RequestedFormat),
    },
    { error: describeObject(FIELDS) },
  );

const changesOf = (rules: UrlRules) =>
  z
    .strictObject(
      {
        url: z.optional(urlOf(rules)),
        description: z.optional(z.nullable(Description)),
        eventTypes: z.optional(z.nullable(RequestedEventTypes)),
        filter: z.optional(z.nullable(RequestedFilter)),
        headers: z.optional(z.nullable(Headers)),
        format: z.optional(z.nullable(RequestedFormat)),
      },
      { error: describeObject(FIELDS) },
    )
    .check(
      z.refine(
        (changes) => Object.values(changes).some((value) => value !== undefined),
        `has no changes; specify ${FIELDS}`,
      ),
    );

/** What an operator wants a new endpoint to be. */
export type EndpointRequest = z.infer<ReturnType<typeof requestOf>>;

/** What an operator wants to change; `null` goes back to the default. */
export type EndpointChanges = z.infer<ReturnType<typeof changesOf>>;

/** An input is accepted, or refused with every problem: field, problem and remedy, a sentence each. */
export type EndpointReading<Wish> =
  | { readonly kind: 'accepted'; readonly wish: Wish }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Reads what an operator wants a new endpoint to be. */
export const readEndpointRequest = (
  input: unknown,
  rules: UrlRules,
): EndpointReading<EndpointRequest> => read(requestOf(rules), input);

/** Reads what an operator wants to change about an endpoint. */
export const readEndpointChanges = (
  input: unknown,
  rules: UrlRules,
): EndpointReading<EndpointChanges> => read(changesOf(rules), input);

const read = <Wish>(schema: z.ZodMiniType<Wish>, input: unknown): EndpointReading<Wish> => {
  const { success, data, error } = schema.safeParse(input);
  return success
    ? { kind: 'accepted', wish: data }
    : { kind: 'refused', problems: describeProblems(error) };
};
