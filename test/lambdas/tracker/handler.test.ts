import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../lambdas/core/evidence/evidence.ts';
import type { DescribeAnswer } from '../../../lambdas/core/glacier/ports.ts';
import type { Recorded } from '../../../lambdas/core/job/record.ts';
import { createTracker, JobNotKnownYetError } from '../../../lambdas/tracker/handler.ts';
import { PHOTOS_ARN } from '../../support/a-notice.ts';
import { anInitiation, INITIATED_JOB_ID } from '../../support/an-initiation.ts';
import { pending } from '../../support/evidence.ts';
import { createFakeLog, createFakeMetrics } from '../../support/fake-telemetry.ts';

const NOW = '2026-03-14T03:40:21.000Z';
const SEEN: DescribeAnswer = { kind: 'seen', evidence: pending('describe-job', NOW) };
const RECORDED: Recorded = { kind: 'recorded', statuses: ['InProgress'], isConflict: false };

interface World {
  readonly answer?: DescribeAnswer;
  readonly recorded?: Recorded;
}

const setUp = ({ answer = SEEN, recorded = RECORDED }: World = {}) => {
  const asked: unknown[] = [];
  const evidence: Evidence[] = [];
  const kept: { reason: string; event: unknown }[] = [];
  const log = createFakeLog();
  const metrics = createFakeMetrics();
  const tracker = createTracker({
    glacier: {
      describeJob: (key, observedAt) => {
        asked.push({ key, observedAt });
        return Promise.resolve(answer);
      },
    } as Parameters<typeof createTracker>[0]['glacier'],
    record: (piece) => {
      evidence.push(piece);
      return Promise.resolve(recorded);
    },
    failedTracks: {
      keep: (failed) => {
        kept.push(failed);
        return Promise.resolve();
      },
    },
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults: '*' },
    now: () => NOW,
    log,
    metrics,
  });
  const codes = () => log.lines.map(({ code }) => code);
  return { tracker, asked, evidence, kept, log, metrics, codes };
};

describe('the tracker', () => {
  it("records Glacier's own answer about a job that CloudTrail reported", async () => {
    const { tracker, asked, evidence, kept, metrics, codes } = setUp();
    await tracker(anInitiation());
    expect(asked).toStrictEqual([
      { key: { vaultArn: PHOTOS_ARN, jobId: INITIATED_JOB_ID }, observedAt: NOW },
    ]);
    expect(evidence).toStrictEqual([{ ...pending('describe-job', NOW), source: 'cloudtrail' }]);
    expect(kept).toStrictEqual([]);
    expect([...metrics.sums]).toStrictEqual([['TrackRecorded', 1]]);
    expect(codes()).toStrictEqual(['initiation.processed']);
  });

  it('counts a job that was known and evidence that contradicts', async () => {
    const { tracker, metrics } = setUp({ recorded: { kind: 'unchanged', isConflict: true } });
    await tracker(anInitiation());
    expect([...metrics.sums]).toStrictEqual([
      ['TrackRepeated', 1],
      ['EvidenceConflict', 1],
    ]);
  });

  it.each([
    ['a call that failed', { errorCode: 'LimitExceededException' }, 'TrackSkipped'],
    ['a foreign job', { awsRegion: 'eu-west-2' }, 'TrackRefused'],
  ])('leaves Glacier alone for %s', async (_what, changes, metric) => {
    const { tracker, asked, evidence, kept, metrics } = setUp();
    await tracker(anInitiation(changes));
    expect({ asked, evidence, kept }).toStrictEqual({ asked: [], evidence: [], kept: [] });
    expect([...metrics.sums]).toStrictEqual([[metric, 1]]);
  });

  it('keeps a record that it cannot read, counts it and says why', async () => {
    const { tracker, asked, kept, metrics, log } = setUp();
    const event = anInitiation({ responseElements: {} });
    await tracker(event);
    expect(asked).toStrictEqual([]);
    expect(kept).toStrictEqual([{ reason: 'not found in the record: jobId', event }]);
    expect([...metrics.sums]).toStrictEqual([['TrackFailed', 1]]);
    expect(log.lines).toMatchObject([
      {
        level: 'warn',
        code: 'initiation.failed',
        fields: { reason: expect.stringMatching('jobId') },
      },
    ]);
  });

  it('keeps a record about which Glacier gives an answer of no use', async () => {
    const reason = 'the response is about the job other';
    const { tracker, evidence, kept } = setUp({ answer: { kind: 'refused', reason } });
    await tracker(anInitiation());
    expect(evidence).toStrictEqual([]);
    expect(kept).toStrictEqual([{ reason, event: anInitiation() }]);
  });

  it('fails on a job that Glacier does not know yet, so that Lambda tries again', async () => {
    const { tracker, evidence, kept, metrics } = setUp({ answer: { kind: 'job-not-found' } });
    await expect(tracker(anInitiation())).rejects.toBeInstanceOf(JobNotKnownYetError);
    expect({ evidence, kept }).toStrictEqual({ evidence: [], kept: [] });
    expect([...metrics.sums]).toStrictEqual([['TrackTooEarly', 1]]);
  });

  it('counts a vault that is gone, which trying again does not bring back', async () => {
    const { tracker, evidence, metrics, codes } = setUp({ answer: { kind: 'vault-not-found' } });
    await tracker(anInitiation());
    expect(evidence).toStrictEqual([]);
    expect([...metrics.sums]).toStrictEqual([['VaultMissing photos', 1]]);
    expect(codes()).toStrictEqual(['vault.missing']);
  });

  it('counts a job that is long forgotten', async () => {
    const { tracker, metrics } = setUp({ recorded: { kind: 'refused', reason: 'too old' } });
    await tracker(anInitiation());
    expect([...metrics.sums]).toStrictEqual([['TrackRefused', 1]]);
  });
});
