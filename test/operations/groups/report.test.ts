import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newGroup } from '../../../operations/groups/change.ts';
import {
  createReportCounter,
  MOST_LOST,
  type ReportedMember,
} from '../../../operations/groups/report.ts';

const START = Date.parse('2026-03-14T00:00:00.000Z');
const minutes = (count: number) => new Date(START + count * 60_000).toISOString();
const NOW = minutes(600);

const aMember = (changes: Partial<ReportedMember> = {}): ReportedMember => ({
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  jobId: 'job',
  status: 'Succeeded',
  statusSince: minutes(240),
  action: 'ArchiveRetrieval',
  tier: 'Standard',
  archiveSizeInBytes: 100,
  creationDate: minutes(0),
  completionDate: minutes(240),
  outputExpiresAt: minutes(240 + 1440),
  ...changes,
});

const reportOf = (members: readonly ReportedMember[]) => {
  const counter = createReportCounter();
  for (const member of members) counter.add(member);
  return counter.result(newGroup('wave-1', minutes(0)), NOW);
};

it('loses nothing in the sums over time, keeps their order, and ends now', () => {
  const times = fc.array(fc.integer({ min: 0, max: 599 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(times, (all) => {
      const { progress, due } = reportOf(
        all.map((time) =>
          aMember({ creationDate: minutes(time), outputExpiresAt: minutes(time + 1440) }),
        ),
      );
      expect(progress.at(-1)).toMatchObject({ at: NOW, started: all.length, ended: all.length });
      const started = progress.map((point) => point.started);
      expect(started).toStrictEqual(started.toSorted((one, other) => one - other));
      expect(due.length).toBeLessThanOrEqual(8);
      expect(due.reduce((sum, { outputs }) => sum + outputs, 0)).toBe(all.length);
      expect(due[0]!.by <= minutes(Math.min(...all) + 1440)).toBe(true);
    }),
  );
});

describe('a report', () => {
  it('counts members, bytes, durations and what must be fetched', () => {
    const report = reportOf([
      aMember(),
      aMember({ status: 'Expiring', completionDate: minutes(300), outputExpiresAt: minutes(1740) }),
      aMember({ status: 'Collected', tier: 'Bulk', statusSince: minutes(500) }),
      aMember({ status: 'InProgress', tier: 'Bulk', completionDate: undefined }),
      aMember({ status: 'Failed', statusMessage: 'It broke.' }),
      aMember({ status: 'Expired', completionDate: undefined, statusSince: minutes(590) }),
    ]);
    expect(report.counts).toStrictEqual({
      ...{ Succeeded: 1, Expiring: 1, Collected: 1, InProgress: 1, Failed: 1, Expired: 1 },
    });
    expect(report.bytes).toStrictEqual({ total: 600, restored: 300 });
    expect(report.durations).toMatchObject([
      { tier: 'Standard', count: 2, medianMs: 240 * 60_000, mostMs: 300 * 60_000 },
      { tier: 'Bulk', count: 1 },
    ]);
    expect(report.lost.map(({ status }) => status)).toStrictEqual(['Failed', 'Expired']);
    expect(report.due).toStrictEqual([{ by: minutes(1680), outputs: 2, bytes: 200 }]);
    expect(report.progress.at(-1)).toStrictEqual({
      at: NOW,
      started: 6,
      ended: 5,
      collected: 1,
    });
  });

  it('names no time by which outputs must be fetched that is after the first expiry', () => {
    const { due } = reportOf([aMember({ outputExpiresAt: minutes(1683) })]);
    expect(due[0]?.by).toBe(minutes(1680));
  });

  it('keeps few of many failures, and counts all', () => {
    const members = Array.from({ length: MOST_LOST + 5 }, () => aMember({ status: 'Failed' }));
    const report = reportOf(members);
    expect([report.lost.length, report.counts['Failed']]).toStrictEqual([MOST_LOST, MOST_LOST + 5]);
  });

  it('of a group without members is empty', () => {
    expect(reportOf([])).toMatchObject({
      ...{ counts: {}, progress: [], durations: [], lost: [], due: [] },
    });
  });
});
