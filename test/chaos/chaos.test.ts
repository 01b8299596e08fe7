import { expect, it } from 'vitest';
import { countFaults } from '../../chaos/faults/fault-log.ts';
import { planJobs } from '../../chaos/jobs/plan-jobs.ts';
import { readChaosRequest } from '../../chaos/options.ts';
import { describeHistory } from '../../chaos/report/describe-history.ts';
import { runSeed } from '../../chaos/run-seed.ts';
import { briefly, wholeLives } from '../../chaos/scale.ts';

it('keeps every promise while everything around the service breaks', async () => {
  const { records, faults, violations } = await runSeed(briefly(8, 24), () => undefined);

  expect(violations).toStrictEqual([]);
  expect(records.jobs.length).toBeGreaterThanOrEqual(24);
  // Which faults come together is up to threads; that every kind of thing was broken is not.
  const kinds = Object.keys(countFaults(faults));
  const broken = new Set(kinds.map((kind) => kind.split(' ')[0]));
  expect([...broken]).toStrictEqual(
    expect.arrayContaining([
      'initiation',
      'message',
      'notice',
      'receiver',
      'request',
      'schedule',
      'stream',
    ]),
  );
  expect(kinds.filter((kind) => kind.startsWith('request killed'))).not.toHaveLength(0);
  expect(records.notices.lost).toBeGreaterThan(0);
  // With this seed, CloudTrail delivers a record of every kind.
  expect(records.unreadable).not.toHaveLength(0);
  const sources = records.jobs.flatMap(({ transitions }) =>
    transitions.map(({ source }) => source),
  );
  expect(sources).toContain('cloudtrail');
  const [job] = records.jobs.filter(({ sequence }) => sequence > 1);
  expect(describeHistory(job!.jobId, records, faults)).toContain(
    `recorded 2: ${job?.transitions[1]?.status}`,
  );
}, 300_000);

it('draws the same jobs for a seed, and others for another', () => {
  const plan = (seed: number) => planJobs(wholeLives(seed, 20, 3), 'arn:topic');

  expect(plan(1)).toStrictEqual(plan(1));
  expect(plan(2)).not.toStrictEqual(plan(1));
});

it('plays each seed from the first on, and says how one is repeated', () => {
  const request = readChaosRequest(['--seed', '7', '--seeds', '2', '--jobs', '9', '--brief']);

  expect(request).toMatchObject({ kind: 'run', options: { atOnce: 1 } });
  if (request.kind !== 'run') return;
  const { scales, command } = request.options;
  expect(scales.map(({ seed, jobs, isBrief }) => [seed, jobs, isBrief])).toStrictEqual([
    [7, 9, true],
    [8, 9, true],
  ]);
  expect(scales.map(command)[1]).toBe('npm run chaos -- --seed 8 --jobs 9 --brief');
});

it('explains what it does not understand', () => {
  expect(readChaosRequest(['--jobs', 'many'])).toStrictEqual({
    kind: 'refused',
    problem: '--jobs many is not a whole number of at least 1',
  });
  expect(readChaosRequest(['--help'])).toStrictEqual({ kind: 'help' });
});
