import { expect, it } from 'vitest';
import { createShortJournal } from '../../cli/start/journal.ts';
import { createRate } from '../../cli/start/rate.ts';
import { startOne } from '../../cli/start/start-one.ts';
import type { Initiated } from '../../lambdas/core/initiation.ts';

const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';

it('every request waits for its turn, a repeated one too', async () => {
  const answers: Initiated[] = [
    { kind: 'busy', message: 'throttled' },
    { kind: 'started', jobId: 'j' },
  ];
  let turns = 0;
  const outcome = await startOne(
    { vaultArn, archiveId: 'a' },
    {
      ports: {
        initiate: () => Promise.resolve(answers.shift() ?? { kind: 'refused', message: 'no more' }),
        listJobs: () => Promise.resolve([]),
        clock: { now: () => '2026-03-14T03:41:00.000Z', sync: () => Promise.resolve() },
        registry: {
          registerJob: () => Promise.reject(new Error('nobody tracks here')),
          collectJob: () => Promise.reject(new Error('nobody collects here')),
        },
      },
      journal: createShortJournal(),
      gate: { pass: () => Promise.resolve(), close: () => undefined, open: () => undefined },
      signal: new AbortController().signal,
      slot: () => {
        turns += 1;
        return Promise.resolve();
      },
    },
  );
  expect([outcome.kind, turns]).toStrictEqual(['started', 2]);
});

it('an interruption ends the wait for a turn', async () => {
  const interruption = new AbortController();
  const turn = createRate(0.001, interruption.signal);
  await turn();
  const waiting = turn();
  interruption.abort();
  await expect(waiting).resolves.toBeUndefined();
});
