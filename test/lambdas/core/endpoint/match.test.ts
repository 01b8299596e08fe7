import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Endpoint } from '../../../../lambdas/core/endpoint/endpoint.ts';
import {
  type EventSubject,
  matchesEndpoint,
  matchesPattern,
} from '../../../../lambdas/core/endpoint/match.ts';

const SUBJECT: EventSubject = {
  type: 'glacier.job.succeeded',
  vaultName: 'photos-2026',
  action: 'ArchiveRetrieval',
  tier: 'Standard',
  jobDescription: 'nightly: album 7',
  group: 'albums',
};

const anEndpoint = (changes: object = {}) =>
  Endpoint.parse({ endpointId: 'ep_1', state: 'enabled', ...changes });

describe('matchesEndpoint', () => {
  it.each([
    ['glacier.job.succeeded', true],
    ['glacier.job.failed', true],
    ['glacier.job.expiring', true],
    ['glacier.job.expired', true],
    ['glacier.job.collected', true],
    ['glacier.job.in_progress', false],
    ['glacier.group.completed', true],
    ['glacier.group.expiring', true],
    ['glacier.group.overdue', true],
    ['webhook.endpoint.disabled', false],
  ])('says of %s for an endpoint that chose no types: %j', (type, isMatch) => {
    expect(matchesEndpoint(anEndpoint(), { ...SUBJECT, type })).toBe(isMatch);
  });

  it.each([
    ['no filter', {}, true],
    ['its vault', { vaultNames: ['photos-2026'] }, true],
    ['one of several vaults', { vaultNames: ['a', 'photos-*'] }, true],
    ['other vaults', { vaultNames: ['a', 'photos'] }, false],
    ['no vault at all', { vaultNames: [] }, false],
    ['its action', { actions: ['ArchiveRetrieval'] }, true],
    ['another action', { actions: ['InventoryRetrieval'] }, false],
    ['its tier', { tiers: ['Bulk', 'Standard'] }, true],
    ['another tier', { tiers: ['Bulk'] }, false],
    ['its prefix', { descriptionPrefix: 'nightly:' }, true],
    ['another prefix', { descriptionPrefix: 'weekly:' }, false],
    ['its group', { groups: ['a', 'alb*'] }, true],
    ['another group', { groups: ['album'] }, false],
    ['all parts', { vaultNames: ['*'], tiers: ['Standard'], descriptionPrefix: 'n' }, true],
    ['all parts but one', { vaultNames: ['*'], tiers: ['Bulk'], descriptionPrefix: 'n' }, false],
  ])('heeds a filter with %s', (_, filter, isMatch) => {
    expect(matchesEndpoint(anEndpoint({ filter }), SUBJECT)).toBe(isMatch);
  });

  it('fails a job that lacks what the filter asks for', () => {
    const bare = { type: SUBJECT.type, vaultName: SUBJECT.vaultName };
    const filters = [
      { actions: ['ArchiveRetrieval'] },
      { tiers: ['Standard'] },
      { descriptionPrefix: 'n' },
      { groups: ['*'] },
    ];
    expect(filters.map((filter) => matchesEndpoint(anEndpoint({ filter }), bare))).toStrictEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['no filter', {}, true],
    ['its group', { groups: ['photos-*'] }, true],
    ['another group', { groups: ['videos-*'] }, false],
    ['every vault', { vaultNames: ['*'] }, false],
    ['an action', { actions: ['ArchiveRetrieval'] }, false],
    ['a tier', { tiers: ['Bulk'] }, false],
    ['a prefix', { descriptionPrefix: 'p' }, false],
    ['its group and every vault', { groups: ['*'], vaultNames: ['*'] }, false],
  ])('matches the event of a group by its type and group alone: %s', (_, filter, isMatch) => {
    const event = { type: 'glacier.group.completed', group: 'photos-2026' };
    expect(matchesEndpoint(anEndpoint({ filter }), event)).toBe(isMatch);
    const others = anEndpoint({ filter, eventTypes: ['glacier.group.overdue'] });
    expect(matchesEndpoint(others, event)).toBe(false);
  });

  it('leaves it to the sender whether the endpoint is still disabled', () => {
    expect(matchesEndpoint(anEndpoint({ state: 'disabled' }), SUBJECT)).toBe(true);
  });
});

describe('matchesPattern', () => {
  it('agrees with a regular expression', () => {
    const short = (unit: string[]) =>
      fc.array(fc.constantFrom(...unit), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(short(['a', 'b', '.', '*']), short(['a', 'b', '.']), (pattern, name) => {
        const expected = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
        expect(matchesPattern(pattern, name)).toBe(expected.test(name));
      }),
      { numRuns: 2000 },
    );
  });
});
