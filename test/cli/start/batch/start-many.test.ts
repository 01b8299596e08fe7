import { describe, expect, it } from 'vitest';
import { type StartOrder, startMany } from '../../../../cli/start/batch/start-many.ts';
import type { JournalEntry } from '../../../../cli/start/journal/entry.ts';
import { createShortJournal, type Journal } from '../../../../cli/start/journal/journal.ts';
import type { StartReport } from '../../../../cli/start/report/start-report.ts';
import type { StartPorts } from '../../../../cli/start/start-ports.ts';
import type { Initiated, JobRequest } from '../../../../operations/jobs/initiation.ts';
import { seen } from '../../../support/evidence.ts';

const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
const NOW = '2026-03-14T03:41:00.000Z';

const unsure: Initiated = { kind: 'unsure', message: 'no answer' };

/** Starts archives at a Glacier that gives these answers and lists its jobs at once. */
const start = async (
  archives: readonly string[],
  answers: Readonly<Record<string, readonly (Initiated | Error)[]>>,
  listed: readonly string[] | Error = [],
  { journal = createShortJournal(), ...options }: Partial<StartOrder> = {},
) => {
  const sent: string[] = [];
  const ports: StartPorts = {
    clock: { now: () => NOW, sync: () => Promise.resolve() },
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
      collectJob: () => Promise.reject(new Error('collectJob is not expected')),
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
    listedAfterMs: 0,
    ...options,
  });
  return { report: await report, sent, journal };
};

const started = (report: StartReport) => report.started.map(({ jobId }) => jobId);

describe('a request without an answer', () => {
  it('is not repeated when its job runs', async () => {
    const { report, sent } = await start(['a'], { a: [unsure] }, ['b', 'a']);
    expect([started(report), sent]).toStrictEqual([['listed-a'], ['a']]);
  });

  it('is repeated when no job of it is listed', async () => {
    const { report, sent } = await start(['a'], { a: [unsure] }, ['b']);
    expect([started(report), sent]).toStrictEqual([['job-a'], ['a', 'a']]);
  });

  it('stays unconfirmed, and is not repeated, when the job list is unavailable', async () => {
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

  it('of the credentials ends the start with their error, and leaves nothing unconfirmed', async () => {
    const error = new Error('expired');
    const { report, journal } = await start(['a', 'b', 'c', 'd'], { a: [error] });
    expect(report.fault).toBe(error);
    expect(journal.known.get('a')?.state).toBe('not-started');
  });
});

describe('a journal that cannot be written', () => {
  const full = (isFull: (entry: JournalEntry) => boolean): Journal => {
    const journal = createShortJournal();
    return {
      ...journal,
      note: (entry) => {
        if (isFull(entry)) throw new Error('no space left');
        journal.note(entry);
      },
    };
  };

  it('keeps the request from being sent', async () => {
    const { report, sent } = await start(['a'], {}, [], { journal: full(() => true) });
    expect([report.fault, sent]).toStrictEqual([new Error('no space left'), []]);
  });

  it('does not lose the id of a job that has started', async () => {
    const journal = full(({ jobId }) => jobId !== undefined);
    const { report } = await start(['a'], {}, [], { journal });
    expect(report).toMatchObject({
      started: [{ archiveId: 'a', jobId: 'job-a' }],
      unnoted: ['job-a'],
      fault: new Error('no space left'),
    });
  });

  it('has the id of a job of which only the tracking is not noted', async () => {
    const journal = full(({ state }) => state === 'tracked');
    const { report } = await start(['a'], {}, [], { journal });
    expect(report).toMatchObject({ unnoted: [], fault: new Error('no space left') });
    expect(journal.known.get('a')).toMatchObject({ state: 'started', jobId: 'job-a' });
  });
});

describe('what an earlier start has sent without noting an answer', () => {
  const doubtful = () => {
    const journal = createShortJournal();
    journal.note({ archiveId: 'a', state: 'starting', at: '2026-03-14T12:00:00.000Z' });
    return journal;
  };

  it('is taken for a job that was created hours before, by a clock that was set forward', async () => {
    const { report, sent } = await start(['a'], {}, ['a'], { journal: doubtful() });
    expect([started(report), sent]).toStrictEqual([['listed-a'], []]);
  });

  it('is not taken for an older job where another is wanted', async () => {
    const options = { journal: doubtful(), again: true };
    const { report, sent } = await start(['a'], {}, ['a'], options);
    expect([started(report), sent]).toStrictEqual([['job-a'], ['a']]);
  });

  it('is looked up once this process is old enough, whatever the clock says', async () => {
    const listedAfterMs = performance.now() + 300;
    let lookedAtMs = 0;
    await start(['a'], {}, ['a'], {
      journal: doubtful(),
      listedAfterMs,
      onDone: () => {
        lookedAtMs ||= performance.now();
      },
    });
    expect(lookedAtMs).toBeGreaterThan(listedAfterMs - 1);
  });
});

it('a busy Glacier is asked again, later', async () => {
  const { report, sent } = await start(['a'], { a: [{ kind: 'busy', message: 'throttled' }] });
  expect([started(report), sent]).toStrictEqual([['job-a'], ['a', 'a']]);
});
