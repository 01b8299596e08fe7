import { describe, expect, it } from 'vitest';
import { RESERVED_HEADERS } from '../../../lambdas/core/delivery/request.ts';
import { readEndpointChanges, readEndpointRequest } from '../../../operations/endpoints/request.ts';

const rules = { allowHttp: false, isRefusedAddress: () => true };
const URL_GIVEN = { url: 'https://example.com/hook' };

const problems = (fields: object) => {
  const reading = readEndpointRequest({ ...URL_GIVEN, ...fields }, rules);
  return reading.kind === 'refused' ? reading.problems : [];
};

const EVENT_TYPES =
  'glacier.job.in_progress, glacier.job.succeeded, glacier.job.failed, glacier.job.expiring, glacier.job.expired, glacier.job.collected, glacier.group.completed, glacier.group.expiring, glacier.group.overdue';
const NAME_OF_A_VAULT =
  'specify a vault name (not an ARN): 1 to 255 of A-Z a-z 0-9 _ - . and * as a wildcard';

describe('readEndpointRequest', () => {
  it('takes every field, the URL in its normal form and words once', () => {
    const wish = {
      description: 'photo team',
      eventTypes: ['glacier.job.failed', 'glacier.job.failed'],
      filter: {
        vaultNames: ['photos-*', '*'],
        actions: ['Select'],
        tiers: ['Bulk', 'Bulk'],
        descriptionPrefix: 'nightly:',
        groups: ['photos-*'],
      },
      headers: { 'X-Token': 'abc def', Authorization: 'Bearer x' },
    };
    expect(readEndpointRequest({ ...wish, url: 'HTTPS://Example.com' }, rules)).toStrictEqual({
      kind: 'accepted',
      wish: {
        ...wish,
        url: 'https://example.com/',
        eventTypes: ['glacier.job.failed'],
        filter: { ...wish.filter, tiers: ['Bulk'] },
      },
    });
  });

  it('takes a URL alone', () => {
    expect(readEndpointRequest(URL_GIVEN, rules)).toStrictEqual({
      kind: 'accepted',
      wish: URL_GIVEN,
    });
  });

  it.each<[object, string]>([
    [{ url: undefined }, 'url is missing or not a string; specify https://host/path'],
    [{ url: 'example.com' }, 'url is not a URL; specify https://host/path'],
    [
      { url: 'https://0x7f.1/' },
      'url has the address 127.0.0.1, which is not public; use a public one or add it to webhooks.allowedCidrs',
    ],
    [{ description: '' }, 'description is empty; omit it'],
    [{ description: 'd'.repeat(257) }, 'description is too long; use at most 256 characters'],
    [{ description: 7 }, 'description is not a string; specify a string'],
    [{ eventTypes: [] }, 'eventTypes is empty; specify at least one, or omit it'],
    [{ eventTypes: 'x' }, 'eventTypes is not a list; specify a list of strings'],
    [
      { eventTypes: ['glacier.job.succeeded', 'succeeded'] },
      `eventTypes[1] is "succeeded"; use ${EVENT_TYPES}`,
    ],
    [
      { eventTypes: ['webhook.endpoint.disabled'] },
      `eventTypes[0] is "webhook.endpoint.disabled"; use ${EVENT_TYPES}`,
    ],
    [
      { filter: { vaultNames: ['photos', 'pho tos'] } },
      `filter.vaultNames[1] is "pho tos"; ${NAME_OF_A_VAULT}`,
    ],
    [
      { filter: { vaultNames: ['arn:aws:glacier:eu-west-1:123456789012:vaults/photos'] } },
      `filter.vaultNames[0] is "arn:aws:glacier:eu-west-1:123456789012:vaults/photos"; ${NAME_OF_A_VAULT}`,
    ],
    [
      { filter: { vaultNames: Array(101).fill('a') } },
      'filter.vaultNames is too long; specify at most 100',
    ],
    [
      { filter: { actions: ['archive-retrieval'] } },
      'filter.actions[0] is "archive-retrieval"; use ArchiveRetrieval, InventoryRetrieval, Select',
    ],
    [
      { filter: { tiers: ['standard'] } },
      'filter.tiers[0] is "standard"; use Expedited, Standard, Bulk',
    ],
    [
      { filter: { groups: ['photos 2026'] } },
      'filter.groups[0] is "photos 2026"; specify the name of a group: 1 to 64 of A-Z a-z 0-9 _ - . and * as a wildcard',
    ],
    [{ filter: { groups: [] } }, 'filter.groups is empty; specify at least one, or omit it'],
    [{ filter: { descriptionPrefix: '' } }, 'filter.descriptionPrefix is empty; omit it'],
    [
      { filter: { vault: ['a'] } },
      'filter has the unknown field vault; use vaultNames, actions, tiers, descriptionPrefix or groups',
    ],
    [
      { filter: 'photos' },
      'filter is not an object; specify one with vaultNames, actions, tiers, descriptionPrefix or groups',
    ],
    [
      { secret: 'whsec_x' },
      'the endpoint has the unknown field secret; use url, description, eventTypes, filter, headers or format',
    ],
    [{ format: 'discord' }, 'format is "discord"; use standard, cloudevents, slack, teams'],
    [{ headers: { 'X-A': 7 } }, 'headers["X-A"] is not a string; specify a string'],
    [{ headers: ['x'] }, 'headers is not an object; specify names and values'],
    [
      { headers: { 'x y': 'a' } },
      'headers["x y"] is not a valid header name; use letters, digits and hyphens',
    ],
    [
      { headers: { 'X-A': 'a\r\nb: c' } },
      'headers["X-A"] has an invalid value; use printable ASCII without leading or trailing spaces',
    ],
    [
      { headers: { 'X-A': 'a', 'x-a': 'b' } },
      'headers["x-a"] occurs twice in different case; remove one',
    ],
    [
      { headers: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`x${i}`, 'a'])) },
      'headers has 21 headers; use at most 20',
    ],
    [
      { headers: { a: 'b'.repeat(4096) } },
      'headers has 4097 characters; use at most 4096 in total',
    ],
  ])('refuses %j by field, problem and remedy', (fields, problem) => {
    expect(problems(fields)).toStrictEqual([problem]);
  });

  it.each([...RESERVED_HEADERS, 'Webhook-Anything', 'HOST'])('refuses the header %s', (name) => {
    expect(problems({ headers: { [name]: 'a' } })[0]).toMatch(/^headers.* is reserved for/);
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses the header %s', (name) => {
    const headers: unknown = JSON.parse(`{"${name}":"x","x-ok":"1"}`);
    expect(problems({ headers })).toStrictEqual([
      `headers.${name} cannot be stored under this name; use another name`,
    ]);
  });

  it('reports all problems at once, and no value of a header', () => {
    const reported = problems({ url: 'ftp://a/', description: '', headers: { A: '\u0000secret' } });
    expect(reported).toHaveLength(3);
    expect(reported.join()).not.toContain('\u0000secret');
  });

  it('refuses what is no object', () => {
    expect(readEndpointRequest('https://example.com/', rules)).toStrictEqual({
      kind: 'refused',
      problems: [
        'the endpoint is not an object; specify one with url, description, eventTypes, filter, headers or format',
      ],
    });
  });
});

describe('readEndpointChanges', () => {
  it('takes what is named, and null for the default', () => {
    const changes = { description: null, eventTypes: null, filter: null, headers: null };
    expect(readEndpointChanges(changes, rules)).toStrictEqual({ kind: 'accepted', wish: changes });
  });

  it.each([
    [
      {},
      'the endpoint has no changes; specify url, description, eventTypes, filter, headers or format',
    ],
    [{ url: null }, 'url is missing or not a string; specify https://host/path'],
    [{ headers: { Host: 'a' } }, expect.stringContaining('headers.Host is reserved')],
  ])('refuses %j', (changes, problem) => {
    expect(readEndpointChanges(changes, rules)).toStrictEqual({
      kind: 'refused',
      problems: [problem],
    });
  });
});
