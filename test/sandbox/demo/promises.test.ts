import { describe, expect, it } from 'vitest';
import { checkDelivery } from '../../../sandbox/demo/check-delivery.ts';
import { checkTracking } from '../../../sandbox/demo/check-tracking.ts';
import { closingTable } from '../../../sandbox/demo/closing-table.ts';
import { type DemoEvidence, readDemoEvent } from '../../../sandbox/demo/evidence.ts';
import { checkGroup } from '../../../sandbox/demo/group.ts';
import type { PlayedScene } from '../../../sandbox/demo/play-day.ts';
import type { JobRow } from '../../../sandbox/demo/records.ts';
import { writeScenes } from '../../../sandbox/demo/scenes.ts';
import type { ReceivedRequest } from '../../../sandbox/receiver/received-request.ts';

const minute = 60_000;
const morning = Date.parse('2026-03-14T09:00:00.000Z');
const path = '/team';
const scenes = writeScenes('arn:notices').map(
  (scene): PlayedScene => ({ ...scene, jobId: `job-${scene.letter}` }),
);

const completesAt = ({ atMinute, takesMinutes }: PlayedScene) =>
  morning + (atMinute + takesMinutes) * minute;

const sources: Readonly<Record<string, string>> = {
  InProgress: 'registration',
  Expiring: 'clock',
  Expired: 'describe-job',
  Collected: 'collection',
};

const delays: Readonly<Record<string, number>> = { Expiring: 20 * 60, Expired: 24 * 60 };

const aRow = (scene: PlayedScene): JobRow => {
  const end = completesAt(scene);
  const endSource = scene.letter === 'd' ? 'describe-job' : 'notice';
  return {
    vaultArn: `arn:vault/${scene.vaultName}`,
    jobId: scene.jobId,
    status: scene.transitions.at(-1)!,
    completionDate: new Date(end).toISOString(),
    outputExpiresAt: new Date(end + 24 * 60 * minute).toISOString(),
    transitions: scene.transitions.map((status) => ({
      status,
      at: new Date(end + (delays[status] ?? 1) * minute).toISOString(),
      source: sources[status] ?? endSource,
      ...(status === 'Failed' ? { statusMessage: scene.end.statusMessage } : {}),
    })),
  };
};

const aNotice = ({ jobId, letter }: PlayedScene) => ({
  jobId,
  topicArn: 'arn:notices',
  askedBy: 'vault' as const,
  fate: letter === 'd' ? ('lost' as const) : ('published' as const),
  at: 0,
  message: '',
});

const aRequest = (webhookId: string, body: string, answeredStatus = 200): ReceivedRequest => ({
  path,
  webhookId,
  headers: {},
  body: Buffer.from(body),
  verified: true,
  at: 0,
  answeredStatus,
});

/** A day on which every promise was kept. */
const aDay = () => {
  const jobs = scenes.map(aRow);
  const published = jobs.flatMap(({ jobId, transitions }) =>
    transitions.map(({ status }, index) => {
      const data = { jobId, status, sequence: index + 1 };
      const event = { id: `evt_${jobId}_${index}`, type: status, timestamp: '', data };
      return readDemoEvent(JSON.stringify(event));
    }),
  );
  const timestamp = '2026-03-14T18:00:00.000Z';
  const data = { group: 'restore', sequence: 1, counts: { Failed: 1, Succeeded: 2 } };
  const completed = { id: 'evt_group', type: 'glacier.group.completed', timestamp, data };
  published.push(readDemoEvent(JSON.stringify(completed)));
  const received = published.map(({ id, body }) => aRequest(id, body));
  received.unshift({ ...received[0]!, answeredStatus: 500 });
  return {
    scenes,
    endpoints: [
      {
        endpointId: 'ep_1',
        url: '',
        secret: '',
        path,
        eventTypes: [...new Set(published.map(({ type }) => type))],
      },
    ],
    ledger: {
      jobs: () =>
        scenes.map((scene) => ({
          jobId: scene.jobId,
          vaultName: scene.vaultName,
          vaultArn: '',
          action: '',
          tier: null,
          description: scene.name,
          createdAt: 0,
          completesAt: completesAt(scene),
          outcome: scene.end.outcome ?? ('Succeeded' as const),
          forgottenAt: 0,
        })),
      notices: scenes.flatMap((scene) =>
        scene.letter === 'f' ? [aNotice(scene), aNotice(scene)] : [aNotice(scene)],
      ),
      calls: {},
      errors: {},
    },
    received,
    published,
    records: {
      jobs,
      deliveries: published.map(({ id }) => ({
        eventId: id,
        endpointId: 'ep_1',
        state: 'delivered',
        attemptCount: 1,
      })),
      failures: 0,
    },
  } satisfies DemoEvidence;
};

type Day = ReturnType<typeof aDay>;

const brokenOf = (day: DemoEvidence) =>
  [...checkTracking(day), ...checkDelivery(day), checkGroup(day)]
    .filter(({ broken }) => broken.length > 0)
    .map(({ promise }) => promise);

it('finds every promise kept on a day on which all went well', () => {
  expect(brokenOf(aDay())).toStrictEqual([]);
});

const jobOf = (day: Day, letter: string) =>
  day.records.jobs.find(({ jobId }) => jobId === `job-${letter}`)!;

it.each<[string, (day: Day) => void]>([
  ['(c) a notice is enough', (day) => (jobOf(day, 'c').transitions[0]!.source = 'describe-job')],
  [
    '(d) a completion with a lost notice',
    (day) => (jobOf(day, 'd').transitions[1]!.at = '2026-03-14T15:00:00.000Z'),
  ],
  ['(e) a failure', (day) => (jobOf(day, 'e').transitions[1]!.statusMessage = 'Something else')],
  ['(f) duplicate notices', (day) => void day.ledger.notices.pop()],
  [
    '(a) a reminder of an uncollected output',
    (day) => (jobOf(day, 'a').outputExpiresAt = '2026-03-16T00:00:00Z'),
  ],
  ['(b) no reminder is sent', (day) => (jobOf(day, 'b').status = 'Succeeded')],
  ['every job is recorded', (day) => (jobOf(day, 'c').completionDate = '2026-03-14T00:00:00Z')],
  [
    'exactly the expected transitions are recorded',
    (day) =>
      void jobOf(day, 'c').transitions.reverse().push({ status: 'Succeeded', at: '', source: '' }),
  ],
  ['every transition is published', (day) => void day.published.shift()],
  ['every event reaches every subscribed webhook', (day) => void day.received.pop()],
  ['every event reaches every subscribed webhook', (day) => (day.received.at(-1)!.body[0] = 0)],
  ['no webhook receives an event twice', (day) => void day.received.push(day.received.at(-1)!)],
  [
    'no webhook receives an unpublished event',
    (day) => void day.received.push(aRequest('evt_x', '')),
  ],
  [
    'every signature is accepted',
    (day) => void day.received.push({ ...day.received[0]!, verified: false }),
  ],
  ['(e) a failed delivery is retried', (day) => void day.received.shift()],
  ['every delivery is recorded', (day) => (day.records.deliveries[0]!.state = 'retrying')],
  ['the failure queues are empty', (day) => (day.records.failures = 1)],
  ['(c) to (e), is complete', (day) => void day.published.push(day.published.at(-1)!)],
  ['(c) to (e), is complete', (day) => (day.published.at(-1)!.data.counts!['Failed'] = 0)],
  ['(c) to (e), is complete', (day) => (day.published.at(-1)!.timestamp = '2026-03-14T14:00:00Z')],
])('says when this is broken: %s', (promise, spoil) => {
  const day = aDay();
  spoil(day);
  expect(brokenOf(day)).toContainEqual(expect.stringContaining(promise));
});

it('completes registered jobs between the minutes at which the poller runs', () => {
  const registered = scenes.filter(({ isRegistered }) => isRegistered);
  expect(registered.map((scene) => completesAt(scene) % minute)).toStrictEqual(
    registered.map(() => minute / 2),
  );
});

describe('the closing table', () => {
  const tableAt = (width: number) => closingTable(aDay(), width).split('\n');

  it('has a line for each job, lettered in the order of appearance', () => {
    const lines = tableAt(120);
    expect(lines.slice(1).map((line) => line[1])).toStrictEqual([...'abcdef']);
    expect(lines[5]).toMatch(
      /^\(e\) +old mailbox +Failed +2 of 2 in 2 attempts +InProgress, Failed \(notice\)$/,
    );
  });

  it('wraps the transitions at 80 columns', () => {
    const at = tableAt(80).findIndex((line) => line.startsWith('(a)'));
    expect(tableAt(80).slice(at, at + 3)).toStrictEqual([
      '(a)  expense report        Expired    4 of 4 in 4 attempts  InProgress,',
      '                                                            Succeeded (notice),',
      '                                                            Expiring, Expired',
    ]);
  });

  it('leaves out the status and the deliveries below 80 columns', () => {
    const at = tableAt(60).findIndex((line) => line.startsWith('(a)'));
    expect(tableAt(60)[0]).toBe('     job                   transitions');
    expect(tableAt(60).slice(at, at + 2)).toStrictEqual([
      '(a)  expense report        InProgress, Succeeded (notice),',
      '                           Expiring, Expired',
    ]);
  });

  it.each([60, 79, 80, 99, 100, 120])('fits into %d columns with every word whole', (width) => {
    const lines = tableAt(width);
    const wordsAt = (columns: number) => tableAt(columns).join(' ').trim().split(/\s+/).toSorted();
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    expect(wordsAt(width)).toStrictEqual(wordsAt(width < 80 ? 79 : 300));
  });
});
