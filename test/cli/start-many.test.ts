import { describe, expect, it } from 'vitest';
import { createShortJournal } from '../../cli/start/journal.ts';
import { startMany } from '../../cli/start/start-many.ts';
import type { StartPorts } from '../../cli/start/start-ports.ts';
import type { Initiated, JobRequest } from '../../lambdas/core/initiation.ts';
import { seen } from '../support/evidence.ts';

const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
const NOW = Date.parse('2026-03-14T03:41:00.000Z');

const unsure: Initiated = { kind: 'unsure', message: 'no answer' };

/** Starts archives at a Glacier that gives these answers; its clock runs so fast that nothing waits. */
const start = async (
  archives: readonly string[],
  answers: Readonly<Record<string, readonly (Initiated | Error)[]>>,
  listed: readonly string[] | Error = [],
) => {
  const journal = createShortJournal();
  const sent: string[] = [];
  let now = NOW;
  const ports: StartPorts = {
    clock: {
      now: () => {
        now += 11_000;
        return new Date(now).toISOString();
      },
      sync: () => Promise.resolve(),
    },
    initiate: ({ archiveId = '' }: JobRequest) => {
      const answer = answers[archiveId]?.[sent.filter((id) => id === archiveId).length];
      sent.push(archiveId);
      if (answer instanceof Error) throw answer;
      return Promise.resolve(answer ?? { kind: 'started', jobId: `job-${archiveId}` });
    },
    listJobs: () => {
      if (listed instanceof Error) throw listed;
      return Promise.resolve(
        listed.map((archiveId) =>
          seen('list-jobs', '2026-03-14T03:50:00.000Z', {
            JobId: `listed-${archiveId}`,
            ArchiveId: archiveId,
            JobDescription: null,
            CreationDate: '2026-03-14T03:42:00.000Z',
          }),
        ),
      );
    },
    registry: {
      registerJob: ({ jobId }) =>
        Promise.resolve({ kind: 'registered', key: { vaultArn, jobId }, status: 'InProgress' }),
      collectJob: () => Promise.reject(new Error('nobody collects here')),
    },
  };
  const report = startMany({
    requests: archives.map((archiveId) => ({ vaultArn, archiveId })),
    ratePerSecond: 1000,
    ports,
    journal,
    signal: new AbortController().signal,
    onStarted: () => undefined,
    onDone: () => undefined,
  });
  return { report: await report.catch((error: Error) => error), sent, journal };
};

const started = (report: Awaited<ReturnType<typeof start>>['report']) =>
  report instanceof Error ? report : report.started.map(({ jobId }) => jobId);

describe('a request without an answer', () => {
  it('is not repeated when its job runs', async () => {
    const { report, sent } = await start(['a'], { a: [unsure] }, ['b', 'a']);
    expect([started(report), sent]).toStrictEqual([['listed-a'], ['a']]);
  });

  it('is repeated when no job of it is listed', async () => {
    const { report, sent } = await start(['a'], { a: [unsure] }, ['b']);
    expect([started(report), sent]).toStrictEqual([['job-a'], ['a', 'a']]);
  });

  it('stays in doubt, and is not repeated, when nobody can tell', async () => {
    const { report, sent, journal } = await start(['a'], { a: [unsure] }, new Error('offline'));
    expect(report).toMatchObject({
      started: [],
      unstarted: [{ archiveId: 'a', kind: 'unsure', message: expect.stringContaining('offline') }],
    });
    expect([sent, journal.known.get('a')?.state]).toStrictEqual([['a'], 'starting']);
  });
});

describe('a refusal', () => {
  it('of one archive does not stop the others', async () => {
    const refused: Initiated = { kind: 'refused', message: 'no such archive' };
    const { report } = await start(['a', 'b', 'c'], { b: [refused] });
    expect(report).toMatchObject({
      started: [{ archiveId: 'a' }, { archiveId: 'c' }],
      unstarted: [{ archiveId: 'b', kind: 'refused' }],
      left: 0,
    });
  });

  it('that would meet every archive ends the start', async () => {
    const hopeless: Initiated = { kind: 'hopeless', message: 'no capacity' };
    const { report, sent } = await start(['a', 'b', 'c', 'd'], { b: [hopeless] });
    expect(report).toMatchObject({ halted: 'no capacity' });
    expect(sent).not.toContain('d');
  });

  it('of the credentials ends the start with their error, and leaves no doubt', async () => {
    const error = new Error('expired');
    const { report, journal } = await start(['a', 'b', 'c', 'd'], { a: [error] });
    expect(report).toBe(error);
    expect(journal.known.get('a')?.state).toBe('not-started');
  });
});

it('a busy Glacier is asked again, later', async () => {
  const { report, sent } = await start(['a'], { a: [{ kind: 'busy', message: 'throttled' }] });
  expect([started(report), sent]).toStrictEqual([['job-a'], ['a', 'a']]);
});
