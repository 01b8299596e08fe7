import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { createRate } from '../../../../cli/start/batch/start-many.ts';
import { type StartDeps, startOne } from '../../../../cli/start/batch/start-one.ts';
import { createShortJournal } from '../../../../cli/start/journal/journal.ts';
import type { StartPorts } from '../../../../cli/start/start-ports.ts';
import type { Initiated } from '../../../../operations/jobs/initiation.ts';
import { seen } from '../../../support/evidence.ts';

afterEach(() => {
  vi.useRealTimers();
});

const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';

const depsOf = (ports: Pick<StartPorts, 'initiate'> & Partial<StartPorts>): StartDeps => ({
  ports: {
    listJobs: () => Promise.resolve([]),
    clock: { now: () => '2026-03-14T03:41:00.000Z', sync: () => Promise.resolve() },
    registry: {
      registerJob: () => Promise.reject(new Error('registerJob is not expected')),
      collectJob: () => Promise.reject(new Error('collectJob is not expected')),
    },
    ...ports,
  },
  journal: createShortJournal(),
  gate: { pass: () => Promise.resolve(), close: () => undefined, open: () => undefined },
  signal: new AbortController().signal,
  slot: () => Promise.resolve(),
});

it('every request waits for its turn, a repeated one too', async () => {
  const answers: Initiated[] = [
    { kind: 'busy', message: 'throttled' },
    { kind: 'started', jobId: 'j' },
  ];
  let turns = 0;
  const deps = depsOf({
    initiate: () => Promise.resolve(answers.shift() ?? { kind: 'refused', message: 'no more' }),
  });
  const slot = () => {
    turns += 1;
    return Promise.resolve();
  };
  const outcome = await startOne({ vaultArn, archiveId: 'a' }, { ...deps, slot });
  expect([outcome.kind, turns]).toStrictEqual(['started', 2]);
});

it('gives Glacier its time to list a job from the end of the request, though the clock is set forward', async () => {
  let now = '2026-03-14T03:41:00.000Z';
  let listedAtMs = Number.POSITIVE_INFINITY;
  let requests = 0;
  const deps = depsOf({
    clock: { now: () => now, sync: () => Promise.resolve() },
    initiate: async () => {
      requests += 1;
      await wait(300);
      now = '2026-03-14T04:41:00.000Z';
      listedAtMs = performance.now() + 150;
      return { kind: 'unsure', message: 'no answer' };
    },
    listJobs: () =>
      Promise.resolve(
        performance.now() < listedAtMs
          ? []
          : [seen('list-jobs', now, { JobId: 'j', ArchiveId: 'a', JobDescription: null })],
      ),
  });
  const outcome = await startOne({ vaultArn, archiveId: 'a' }, { ...deps, listedAfterMs: 300 });
  expect([outcome, requests]).toStrictEqual([{ kind: 'started', jobId: 'j' }, 1]);
});

it('an interruption ends the wait for a turn', async () => {
  const interruption = new AbortController();
  const turn = createRate(0.001, interruption.signal);
  await turn();
  const waiting = turn();
  interruption.abort();
  await expect(waiting).resolves.toBeUndefined();
});

it('turns come at their rate, also when the clock is set back', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const turn = createRate(20, new AbortController().signal);
  const startedAt = performance.now();
  await turn();
  vi.setSystemTime(Date.now() - 3_600_000);
  await Promise.all([turn(), turn()]);
  // Timers may end a millisecond early.
  expect(performance.now() - startedAt).toBeGreaterThan(98);
});
