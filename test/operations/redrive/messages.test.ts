import { describe, expect, it } from 'vitest';
import type { DeliveryMessage } from '../../../lambdas/core/delivery/message.ts';
import { Endpoint } from '../../../lambdas/core/endpoint/endpoint.ts';
import { DamagedItemError } from '../../../lambdas/core/errors.ts';
import type { AnnouncedEvent } from '../../../lambdas/core/event/announced-event.ts';
import { buildJobEvent } from '../../../lambdas/core/event/event.ts';
import type { RefusedEntry } from '../../../lambdas/core/event/topic.ts';
import type { Evidence } from '../../../lambdas/core/evidence/evidence.ts';
import { buildGroupEvent } from '../../../lambdas/core/group/event.ts';
import type { Recorded } from '../../../lambdas/core/job/record.ts';
import { redriveDelivery } from '../../../operations/redrive/deliveries.ts';
import { redriveEvent } from '../../../operations/redrive/events.ts';
import { isUnusableNotice, redriveNotice } from '../../../operations/redrive/notices.ts';
import { anArchiveNotice } from '../../support/a-notice.ts';
import { KEY, live, pending, seen } from '../../support/evidence.ts';
import { anEntry, entriesOf } from '../../support/group-entries.ts';

const { vaultArn, jobId } = KEY;
const [, , , , accountId = ''] = vaultArn.split(':');
const NOTICE = JSON.stringify(anArchiveNotice());
const JOB = live([
  pending('registration', '2026-03-14T03:40:20.000Z'),
  seen('notice', '2026-03-14T07:32:43.000Z'),
])!;

describe('redriveNotice', () => {
  const scopeOf = (vaults: '*' | readonly string[]) => ({
    partition: 'aws',
    region: vaultArn.split(':')[3] ?? '',
    accountId,
    vaults,
  });
  const depsThat = (recorded: Recorded, vaults: '*' | readonly string[] = '*') => ({
    record: () => Promise.resolve(recorded),
    scope: scopeOf(vaults),
    now: () => '2026-03-15T00:00:00.000Z',
  });
  const message = { body: JSON.stringify({ reason: 'x', notice: NOTICE }), attributes: {} };

  it.each<[string, Recorded, RegExp]>([
    [
      'a transition',
      { kind: 'recorded', statuses: ['Succeeded'], isConflict: false },
      /recorded: Succeeded$/,
    ],
    ['details alone', { kind: 'recorded', statuses: [], isConflict: false }, /recorded: details$/],
    ['nothing new', { kind: 'unchanged', isConflict: false }, /was already recorded$/],
  ])('is done with a notice that is %s', async (_, recorded, note) => {
    expect(await redriveNotice(message, depsThat(recorded))).toStrictEqual({
      kind: 'done',
      note: expect.stringMatching(note),
    });
  });

  it.each([
    ['that intake kept', (notice: string) => ({ reason: 'x', notice })],
    ['of SNS', (notice: string) => ({ Type: 'Notification', Message: notice })],
  ])('opens the envelope inside of a message %s', async (_, keep) => {
    const wrapped = JSON.stringify({ Records: [{ body: NOTICE }, { Sns: { Message: NOTICE } }] });
    const body = JSON.stringify(keep(wrapped));
    const deps = depsThat({ kind: 'unchanged', isConflict: false });
    expect(await redriveNotice({ body, attributes: {} }, deps)).toStrictEqual({
      kind: 'done',
      note: `${jobId} was already recorded, ${jobId} was already recorded`,
    });
  });

  it('says what it has recorded a notice without', async () => {
    const notice = JSON.stringify(anArchiveNotice({ CompletionDate: 'today' }));
    const body = JSON.stringify({ reason: 'x', notice });
    const recorded = { kind: 'recorded', statuses: ['Succeeded'], isConflict: false } as const;
    expect(await redriveNotice({ body, attributes: {} }, depsThat(recorded))).toMatchObject({
      note: `${jobId} recorded: Succeeded, without CompletionDate`,
    });
  });

  it('leaves a notice that is refused, with the reason', async () => {
    const refused = { kind: 'refused', reason: 'it completed too long ago' } as const;
    expect(await redriveNotice(message, depsThat(refused))).toStrictEqual({
      kind: 'left',
      reason: 'it completed too long ago',
    });
    const unchanged = depsThat({ kind: 'unchanged', isConflict: false }, ['others']);
    expect(await redriveNotice(message, unchanged)).toMatchObject({
      kind: 'left',
      reason: expect.stringContaining('is not in the setting "vaults"'),
    });
    const unreadable = { body: 'x', attributes: {} };
    expect((await redriveNotice(unreadable, unchanged)).kind).toBe('left');
  });

  it('leaves a notice of a job whose row is damaged, and goes on', async () => {
    const deps = {
      ...depsThat({ kind: 'unchanged', isConflict: false }),
      record: () => Promise.reject(new DamagedItemError('damaged in: sequence')),
    };
    expect(await redriveNotice(message, deps)).toStrictEqual({
      kind: 'left',
      reason: 'damaged in: sequence',
    });
  });

  it('records the notices behind one that is refused, and leaves the message', async () => {
    const recorded: string[] = [];
    const foreign = NOTICE.replaceAll(accountId, '999999999999');
    const notice = JSON.stringify({ Records: [{ body: foreign }, { body: NOTICE }] });
    const deps = {
      ...depsThat({ kind: 'unchanged', isConflict: false }),
      record: ({ key }: Evidence): Promise<Recorded> => {
        recorded.push(key.jobId);
        return Promise.resolve({ kind: 'unchanged', isConflict: false });
      },
    };
    const body = JSON.stringify({ reason: 'x', notice });
    const outcome = await redriveNotice({ body, attributes: {} }, deps);
    expect(outcome).toMatchObject({
      kind: 'left',
      reason: expect.stringContaining('999999999999'),
    });
    expect(recorded).toStrictEqual([jobId]);
  });

  it('is not done before each notice of the message is', async () => {
    const Records = [{ Sns: { Message: NOTICE } }, { Sns: { Message: 'no notice' } }];
    const body = JSON.stringify({ requestContext: {}, requestPayload: { Records } });
    const deps = depsThat({ kind: 'unchanged', isConflict: false });
    expect((await redriveNotice({ body, attributes: {} }, deps)).kind).toBe('left');
  });
});

describe('a message that no redrive can deal with', () => {
  const PLACE = { partition: 'aws', region: vaultArn.split(':')[3] ?? '', accountId };
  const keptByIntake = (notice: string) => JSON.stringify({ reason: 'x', notice });
  const foreign = NOTICE.replaceAll(accountId, '999999999999');
  const crashedAt = (...notices: string[]) =>
    JSON.stringify({
      requestContext: {},
      requestPayload: { Records: notices.map((Message) => ({ Sns: { Message } })) },
    });

  it.each<[string, string, boolean]>([
    ['of no shape that a queue keeps', 'This is a test', true],
    ['with a notice that is not JSON', keptByIntake('hello'), true],
    ['with a test event', keptByIntake('{"Event":"s3:TestEvent"}'), true],
    ['with a notice of another account', keptByIntake(foreign), true],
    ['with a notice of any vault of this account', keptByIntake(NOTICE), false],
    ['with one notice that can be used', crashedAt('hello', NOTICE), false],
    ['with none', crashedAt('hello', foreign), true],
  ])('is one %s: %s', (_which, body, expected) => {
    const message = { body, attributes: {} };
    expect(isUnusableNotice(message, PLACE, '2026-03-15T00:00:00.000Z', 365)).toBe(expected);
  });

  it('is one with a notice of a job that completed over retentionDays ago', () => {
    const message = { body: keptByIntake(NOTICE), attributes: {} };
    const judge = (now: string) => isUnusableNotice(message, PLACE, now, 365);
    expect([judge('2027-03-13T00:00:00.000Z'), judge('2027-03-16T00:00:00.000Z')]).toStrictEqual([
      false,
      true,
    ]);
  });
});

describe('redriveEvent', () => {
  const ENTRY = anEntry({ sequence: 2 });
  const aWorld = (refused: readonly RefusedEntry[] = []) => {
    const published: AnnouncedEvent[] = [];
    const queued: DeliveryMessage[] = [];
    const deps = {
      jobs: {
        read: ({ jobId: id }: { jobId: string }) => {
          if (id === 'damaged') return Promise.reject(new DamagedItemError('damaged in: status'));
          if (id === 'fault') return Promise.reject(new Error('no table'));
          return Promise.resolve(id === jobId ? JOB : undefined);
        },
      },
      entries: entriesOf(ENTRY, anEntry({ change: 'reopened', sequence: 3 })),
      endpoints: [Endpoint.parse({ endpointId: 'ep_1', state: 'enabled' })],
      topic: {
        publish: (events: readonly AnnouncedEvent[]) => {
          published.push(...events);
          return Promise.resolve(refused);
        },
      },
      queue: {
        send: (messages: readonly DeliveryMessage[]) => {
          queued.push(...messages);
          return Promise.resolve([]);
        },
      },
    };
    return { deps, published, queued };
  };
  const aMessage = (changes: object) => ({
    body: JSON.stringify({ vaultArn, jobId, sequence: 2, reason: 'x', ...changes }),
  });

  it('announces the one event again, but not to endpoints that have it', async () => {
    const { deps, published, queued } = aWorld();
    const event = buildJobEvent(JOB, 2);
    expect((await redriveEvent(aMessage({}), deps)).kind).toBe('done');
    expect(published).toStrictEqual([event]);
    expect(queued).toStrictEqual([
      {
        eventId: event.id,
        endpointId: 'ep_1',
        eventType: event.type,
        body: event.body,
        missing: true,
      },
    ]);
  });

  it('announces every event of a job where the sequence is not known', async () => {
    const { deps, published } = aWorld();
    await redriveEvent(aMessage({ sequence: undefined }), deps);
    expect(published.map(({ status }) => status)).toStrictEqual(['InProgress', 'Succeeded']);
  });

  const ofGroup = (changes: object = {}) => {
    const { group, openedAt, sequence } = ENTRY;
    return { body: JSON.stringify({ group, openedAt, sequence, reason: 'x', ...changes }) };
  };

  it('announces the event of a group again', async () => {
    const { deps, published, queued } = aWorld();
    expect(await redriveEvent(ofGroup(), deps)).toStrictEqual({
      kind: 'done',
      note: 'group photos-2026: 1 published, 1 deliveries queued',
    });
    expect(published).toStrictEqual([buildGroupEvent(ENTRY)]);
    expect(queued).toMatchObject([{ eventType: 'glacier.group.completed', missing: true }]);
  });

  it.each([
    ['a forgotten group', ofGroup({ group: 'gone' }), 'the group gone has no event 2'],
    ['another use of the name', ofGroup({ openedAt: '2020-01-01T00:00:00.000Z' }), 'since 2020-'],
    ['a change without an event', ofGroup({ sequence: 3 }), 'has no event 3'],
    ['a group without a sequence', ofGroup({ sequence: null }), 'names neither a job nor a group'],
    ['no JSON', { body: 'x' }, 'names neither a job'],
    ['a forgotten job', aMessage({ jobId: 'gone' }), 'no longer recorded'],
    ['a damaged row', aMessage({ jobId: 'damaged' }), 'damaged in: status'],
    ['a sequence that is not there', aMessage({ sequence: 9 }), 'no transition 9'],
  ])('leaves %s', async (_, message, reason) => {
    const { deps, published } = aWorld();
    expect(await redriveEvent(message, deps)).toStrictEqual({
      kind: 'left',
      reason: expect.stringContaining(reason),
    });
    expect(published).toStrictEqual([]);
  });

  it('leaves what the topic refuses, and throws a fault', async () => {
    const { deps } = aWorld([{ index: 0, reason: 'too long', isEntryFault: true }]);
    expect(await redriveEvent(aMessage({}), deps)).toMatchObject({ reason: 'too long' });
    await expect(redriveEvent(aMessage({ jobId: 'fault' }), deps)).rejects.toThrow('no table');
  });
});

describe('redriveDelivery', () => {
  const MESSAGE = { eventId: 'evt_1', endpointId: 'ep_1', eventType: 't', body: '{}', lease: 'l' };

  it('puts the very message back into the queue', async () => {
    const sent: DeliveryMessage[] = [];
    const send = (messages: readonly DeliveryMessage[]) => {
      sent.push(...messages);
      return Promise.resolve([]);
    };
    const outcome = await redriveDelivery({ body: JSON.stringify(MESSAGE) }, { queue: { send } });
    expect(outcome.kind).toBe('done');
    expect(sent).toStrictEqual([MESSAGE]);
  });

  it('leaves what is no delivery, and what the queue refuses', async () => {
    const refused = [{ index: 0, reason: 'too long', isEntryFault: true }];
    const queue = { send: () => Promise.resolve(refused) };
    expect((await redriveDelivery({ body: '{}' }, { queue })).kind).toBe('left');
    expect(await redriveDelivery({ body: JSON.stringify(MESSAGE) }, { queue })).toStrictEqual({
      kind: 'left',
      reason: 'too long',
    });
  });
});
