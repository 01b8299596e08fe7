import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announceEntry } from '../../../../lambdas/core/event/announcement.ts';
import { type GroupEntry, readGroupEntry } from '../../../../lambdas/core/group/entry.ts';
import { buildGroupEvent } from '../../../../lambdas/core/group/event.ts';
import { eventProblems } from '../../../support/event-schema.ts';
import { anEntry, ENTRIES } from '../../../support/group-entries.ts';

const changes = ['completed', 'expiring', 'overdue'] as const;
/** The field that a change never has. */
const ABSENT = { completed: 'expiringCount', expiring: 'jobs', overdue: 'firstExpiresAt' };

describe('the event of a group', () => {
  it.each(changes)('follows the published schema of %s', (change) => {
    const event = buildGroupEvent(ENTRIES[change]);
    expect(eventProblems(event?.body)).toStrictEqual([]);
    expect(event).toMatchObject({ type: `glacier.group.${change}`, group: 'photos-2026' });
  });

  it('has these bytes for always', () => {
    expect(buildGroupEvent(ENTRIES.completed)?.body).toBe(
      '{"id":"evt_nL1CakjzinHHFYSTXRFud4zpzu1","type":"glacier.group.completed","timestamp":"2026-03-16T09:26:53.589Z","data":{"group":"photos-2026","accountId":"123456789012","region":"eu-west-1","openedAt":"2026-03-14T03:40:20.000Z","sequence":1,"expected":20,"counts":{"Collected":1,"Failed":1,"Succeeded":18},"reason":"closed","jobs":[{"vaultArn":"arn:aws:glacier:eu-west-1:123456789012:vaults/photos","jobId":"job-7"}],"firstExpiresAt":"2026-03-17T09:20:00.000Z"}}',
    );
  });

  it('is absent for a group that was reopened', () => {
    const entry = anEntry({ change: 'reopened' });
    expect(buildGroupEvent(entry)).toBeUndefined();
    expect(announceEntry(entry)).toStrictEqual([]);
  });

  it.each([
    { accountId: '210987654321' },
    { region: 'us-east-1' },
    { group: 'photos-2027' },
    { openedAt: '2027-03-14T03:40:20.000Z' },
    { sequence: 2 },
    { change: 'overdue' as const },
  ])('has another id when the entry has %o', (changed) => {
    expect(buildGroupEvent(anEntry(changed))?.id).not.toBe(buildGroupEvent(anEntry())?.id);
  });

  it('refuses an entry whose event is built by later rules', () => {
    expect(() => announceEntry({ ...anEntry(), eventVersion: 2 })).toThrow(
      /Groups table contains unknown values: eventVersion 2/,
    );
  });

  const instant = fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const count = fc.nat();
  const entries = fc
    .record(
      {
        change: fc.constantFrom(...changes),
        at: instant,
        openedAt: instant,
        sequence: fc.integer({ min: 1, max: 999_999 }),
        expected: count,
        counts: fc.dictionary(fc.constantFrom('Collected', 'Failed', 'InProgress', 'New'), count),
        jobs: fc.array(fc.record({ jobId: fc.string(), vaultArn: fc.string() }), { maxLength: 10 }),
        firstExpiresAt: instant,
      },
      { requiredKeys: ['change', 'at', 'openedAt', 'sequence'] },
    )
    .map((changed): GroupEntry => {
      const known = Object.entries(changed).filter(([name]) => name !== ABSENT[changed.change]);
      const entry = { ...ENTRIES[changed.change], entry: '', ...Object.fromEntries(known) };
      return anEntry(entry);
    });

  it('has the same bytes however often the table has stored and returned its entry', () => {
    fc.assert(
      fc.property(entries, fc.infiniteStream(fc.nat(9)), (entry, order) => {
        const shuffled = (value: object): object =>
          Object.fromEntries(
            Object.entries(value)
              .map(([name, one]) => ({ name, one, place: order.next().value ?? 0 }))
              .sort((a, b) => a.place - b.place)
              .map(({ name, one }) => [name, name === 'counts' ? shuffled(one) : one]),
          );
        const stored = marshall(shuffled(entry), { removeUndefinedValues: true });
        const again = buildGroupEvent(readGroupEntry(unmarshall(stored)));
        expect(again).toStrictEqual(buildGroupEvent(entry));
        expect(eventProblems(again?.body)).toStrictEqual([]);
      }),
    );
  });
});
