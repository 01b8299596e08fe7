import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../lambdas/core/evidence/evidence.ts';
import type { Recorded } from '../../../lambdas/core/job/record.ts';
import { createIntake, type NoticeEvent } from '../../../lambdas/intake/handler.ts';
import { anArchiveNotice } from '../../support/a-notice.ts';
import { createFakeLog, createFakeMetrics } from '../../support/fake-telemetry.ts';

const NOW = '2026-03-14T07:32:43.000Z';

const anSnsEvent = (...messages: unknown[]): NoticeEvent => ({
  Records: messages.map((message) => ({
    Sns: { Message: typeof message === 'string' ? message : JSON.stringify(message) },
  })),
});

const setUp = (answer: (evidence: Evidence) => Promise<Recorded>) => {
  const recorded: Evidence[] = [];
  const kept: { reason: string; notice: string }[] = [];
  const log = createFakeLog();
  const metrics = createFakeMetrics();
  const intake = createIntake({
    record: (evidence) => {
      recorded.push(evidence);
      return answer(evidence);
    },
    failedNotices: {
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
  return { intake, recorded, kept, log, metrics };
};

const recordedAs =
  (statuses: readonly 'Succeeded'[], isConflict = false) =>
  () =>
    Promise.resolve({ kind: 'recorded', statuses, isConflict } as const);

describe('intake', () => {
  it('records a notice as evidence of this instant', async () => {
    const { intake, recorded, kept, metrics } = setUp(recordedAs(['Succeeded']));
    await intake(anSnsEvent(anArchiveNotice()));
    expect(recorded).toMatchObject([{ kind: 'seen', source: 'notice', observedAt: NOW }]);
    expect(kept).toStrictEqual([]);
    expect(metrics.sums.get('NoticeRecorded')).toBe(1);
  });

  it('counts a notice that adds nothing but details as one that repeats', async () => {
    const { intake, metrics } = setUp(recordedAs([]));
    await intake(anSnsEvent(anArchiveNotice()));
    expect(Object.fromEntries(metrics.sums)).toStrictEqual({ NoticeRepeated: 1 });
  });

  it('keeps a notice that it cannot use, with the reason, and records the others', async () => {
    const { intake, recorded, kept, metrics, log } = setUp(recordedAs(['Succeeded']));
    await intake(anSnsEvent('hello', anArchiveNotice({ JobId: 'second' })));
    expect(kept).toStrictEqual([{ reason: 'the message is not JSON', notice: 'hello' }]);
    expect(recorded.map(({ key }) => key.jobId)).toStrictEqual(['second']);
    expect(metrics.sums.get('NoticeRefused')).toBe(1);
    expect(log.lines.map(({ code }) => code)).toContain('notice.refused');
  });

  it('records each notice of one message, and keeps the message as it came when one is refused', async () => {
    const { intake, recorded, kept, metrics } = setUp(recordedAs(['Succeeded']));
    const bodies = [anArchiveNotice(), 'hello', anArchiveNotice({ JobId: 'third' }), 'again'];
    const Records = bodies.map((body) => ({ body: JSON.stringify(body) }));
    await intake(anSnsEvent({ Records }));
    expect(recorded.map(({ key }) => key.jobId)).toStrictEqual([anArchiveNotice().JobId, 'third']);
    expect(kept).toStrictEqual([
      { reason: 'the message is not JSON (and 1 more)', notice: JSON.stringify({ Records }) },
    ]);
    expect(Object.fromEntries(metrics.sums)).toStrictEqual({ NoticeRecorded: 2, NoticeRefused: 1 });
  });

  it('records the notices of one message in turn', async () => {
    let [running, most] = [0, 0];
    const { intake, recorded } = setUp(async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return { kind: 'unchanged', isConflict: false };
    });
    const body = JSON.stringify(anArchiveNotice());
    await intake(anSnsEvent({ Records: [{ body }, { body }, { body }] }));
    expect([recorded.length, most]).toStrictEqual([3, 1]);
  });

  it('keeps a notice of a job that is long forgotten', async () => {
    const { intake, kept } = setUp(() => Promise.resolve({ kind: 'refused', reason: 'too old' }));
    await intake(anSnsEvent(anArchiveNotice()));
    expect(kept).toStrictEqual([{ reason: 'too old', notice: JSON.stringify(anArchiveNotice()) }]);
  });

  it('fails after it has tried every notice, so that SNS and Lambda try again', async () => {
    const { intake, recorded } = setUp(({ key }) =>
      key.jobId === 'first' ? Promise.reject(new Error('throttled')) : recordedAs(['Succeeded'])(),
    );
    const event = anSnsEvent(
      anArchiveNotice({ JobId: 'first' }),
      anArchiveNotice({ JobId: 'second' }),
    );
    await expect(intake(event)).rejects.toMatchObject({
      message: '1 notices could not be recorded.',
      cause: new Error('throttled'),
    });
    expect(recorded).toHaveLength(2);
  });

  it('counts and logs what it drops from a notice that it records', async () => {
    const { intake, metrics, log } = setUp(recordedAs(['Succeeded']));
    const notice = anArchiveNotice({ CompletionDate: 'today', ArchiveSizeInBytes: 'many' });
    await intake(anSnsEvent(notice, anArchiveNotice()));
    expect(metrics.sums.get('NoticeFieldDropped')).toBe(2);
    expect(log.lines.filter(({ code }) => code === 'notice.fields-dropped')).toMatchObject([
      { fields: { jobId: notice.JobId, dropped: ['ArchiveSizeInBytes', 'CompletionDate'] } },
    ]);
  });

  it('counts evidence that contradicts what is recorded', async () => {
    const { intake, metrics } = setUp(() =>
      Promise.resolve({ kind: 'unchanged', isConflict: true }),
    );
    await intake(anSnsEvent(anArchiveNotice()));
    expect(metrics.sums.get('EvidenceConflict')).toBe(1);
    expect(metrics.sums.get('NoticeRepeated')).toBe(1);
  });
});
