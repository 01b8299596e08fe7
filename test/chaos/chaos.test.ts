import { expect, it } from 'vitest';
import { checkChaos } from '../../chaos/check/check-chaos.ts';
import { planJobs } from '../../chaos/jobs/plan-jobs.ts';
import { readChaosRequest } from '../../chaos/options.ts';
import { playChaos } from '../../chaos/play-chaos.ts';
import { describeHistory } from '../../chaos/report/describe-history.ts';

it('keeps every promise while everything around the service breaks', async () => {
  const { records, faults } = await playChaos({ seed: 8, jobs: 24 });

  expect(checkChaos(records)).toStrictEqual([]);
  expect(records.jobs.length).toBeGreaterThanOrEqual(24);
  // Which faults come together is up to threads; that every kind of thing was broken is not.
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  const broken = new Set(kinds.map((kind) => kind.split(' ')[0]));
  expect([...broken]).toStrictEqual(
    expect.arrayContaining(['initiation', 'notice', 'receiver', 'request', 'sns', 'sqs']),
  );
  expect(kinds.filter((kind) => kind.startsWith('request killed'))).not.toHaveLength(0);
  expect(records.notices.map(({ fate }) => fate)).toContain('lost');
  // With this seed, CloudTrail delivers a record of every kind.
  expect(records.unreadable).not.toHaveLength(0);
  const sources = records.jobs.flatMap(({ transitions }) =>
    transitions.map(({ source }) => source),
  );
  expect(sources).toContain('cloudtrail');
  expect(records.deliveries.map(({ state }) => state)).toContain('exhausted');
  const [job] = records.jobs.filter(({ sequence }) => sequence > 1);
  expect(describeHistory(job!.jobId, records, faults)).toContain(
    `recorded as ${job?.transitions[1]?.status}`,
  );
}, 300_000);

it('draws the same jobs for a seed, and others for another', () => {
  const plan = (seed: number) => planJobs({ seed, jobs: 20 }, 'arn:topic');

  expect(plan(1)).toStrictEqual(plan(1));
  expect(plan(2)).not.toStrictEqual(plan(1));
});

it('plays each seed from the first on', () => {
  expect(readChaosRequest(['--seed', '7', '--seeds', '2', '--jobs', '9'])).toStrictEqual({
    kind: 'run',
    seeds: [7, 8],
    jobs: 9,
    reportFile: undefined,
  });
});

it('explains what it does not understand', () => {
  expect(readChaosRequest(['--jobs', 'many'])).toStrictEqual({
    kind: 'refused',
    problem: '--jobs many is not a whole number of at least 1',
  });
  expect(readChaosRequest(['--help'])).toStrictEqual({ kind: 'help' });
});
