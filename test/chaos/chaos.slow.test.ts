import { expect, it } from 'vitest';
import { checkChaos } from '../../chaos/check/check-chaos.ts';
import { describeHistory } from '../../chaos/describe-history.ts';
import { playChaos } from '../../chaos/play-chaos.ts';

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
}, 900_000);
