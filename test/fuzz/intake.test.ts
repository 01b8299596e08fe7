import type { SNSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { renderJob } from '../../lambdas/adapters/dynamo/render-job.ts';
import { toQueueText } from '../../lambdas/adapters/messaging/json-queue.ts';
import { announceChange } from '../../lambdas/core/event/announcement.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import type { JobStore, JobWrite } from '../../lambdas/core/job/store.ts';
import { createIntake } from '../../lambdas/intake/handler.ts';
import { createJobsTable } from '../../simulation/ports/jobs-table.ts';
import { anArchiveNotice, anInventoryNotice } from '../support/a-notice.ts';
import { POLICY } from '../support/evidence.ts';
import { createFakeLog, createFakeMetrics } from '../support/fake-telemetry.ts';
import { whyUnsendable, whyUnstorable } from './acceptable.ts';
import { mutatedText } from './mutated.ts';
import { fuzzAsync } from './run-fuzz.ts';

const NOW = '2026-03-14T07:32:43.000Z';
const NOTICES = [
  anArchiveNotice(),
  anInventoryNotice(),
  anArchiveNotice({ StatusCode: 'Failed', StatusMessage: 'The archive was deleted.' }),
  anArchiveNotice({
    Action: 'Select',
    SelectParameters: { ExpressionType: 'SQL', Expression: 'select * from archive' },
    OutputLocation: { S3: { BucketName: 'b', UserMetadata: { Key: 'Value' } } },
  }),
  { Type: 'Notification', Message: JSON.stringify(anArchiveNotice()) },
];

const setUp = () => {
  const jobs = createJobsTable(() => undefined);
  const kept: { reason: string; notice: string }[] = [];
  const intake = createIntake({
    record: createRecorder({ ...jobs, write: (write) => writeRendered(jobs, write) }, POLICY),
    failedNotices: {
      keep: (failed) => {
        kept.push(failed);
        return Promise.resolve();
      },
    },
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults: '*' },
    now: () => NOW,
    log: createFakeLog(),
    metrics: createFakeMetrics(),
  });
  const give = (message: string) =>
    intake({ Records: [{ Sns: { Message: message } }] } as unknown as SNSEvent);
  return { give, jobs, kept };
};

/** Writes what can be rendered for DynamoDB. */
const writeRendered = (jobs: JobStore, write: JobWrite) => {
  renderJob(write);
  return jobs.write(write);
};

it('records every message or keeps it, and nothing that it records can be refused later', () =>
  fuzzAsync(1500, mutatedText(NOTICES), async (message) => {
    const { give, jobs, kept } = setUp();
    await give(message);
    const [job, ...others] = jobs.rows.values();

    expect(others).toHaveLength(0);
    expect(kept).toHaveLength(job === undefined ? 1 : 0);
    for (const failed of kept) {
      expect(failed).toMatchObject({ notice: message, reason: expect.stringMatching(/./) });
      expect(whyUnsendable(toQueueText(failed))).toBeUndefined();
    }
    if (job === undefined) return;
    expect(whyUnstorable(job)).toBeUndefined();
    for (const { event } of announceChange(undefined, job)) {
      expect(event.body.length).toBeLessThan(20_000);
      expect(whyUnsendable(event.body)).toBeUndefined();
    }
  }));
