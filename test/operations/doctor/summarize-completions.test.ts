import { expect, it } from 'vitest';
import { summarizeCompletions } from '../../../operations/doctor/summarize-completions.ts';
import { live, pending, seen } from '../../support/evidence.ts';

const endedBy = (source: 'notice' | 'describe-job' | 'cloudtrail', minute: number) =>
  live([
    pending('registration', '2026-03-14T03:40:20.000Z'),
    seen(source, `2026-03-14T08:${String(minute).padStart(2, '0')}:00.000Z`),
  ])!;

it('counts the first sources of the latest completions, and dates the last notice', () => {
  const pendingJob = live([pending('registration', '2026-03-14T03:40:20.000Z')])!;
  const jobs = [endedBy('notice', 1), endedBy('notice', 2), endedBy('describe-job', 3), pendingJob];
  expect(summarizeCompletions(jobs)).toStrictEqual({
    byNotice: 2,
    byPolling: 1,
    lastNoticeAt: '2026-03-14T08:02:00.000Z',
  });
});

it('looks at the latest twenty alone', () => {
  const looks = Array.from({ length: 20 }, (_, minute) => endedBy('describe-job', minute + 10));
  expect(summarizeCompletions([endedBy('notice', 1), ...looks])).toStrictEqual({
    byNotice: 0,
    byPolling: 20,
    lastNoticeAt: undefined,
  });
});

it('counts a failure as a completion', () => {
  const failed = seen('notice', '2026-03-14T08:01:00.000Z', { statusCode: 'Failed' });
  const job = live([pending('registration', '2026-03-14T03:40:20.000Z'), failed])!;

  expect(summarizeCompletions([job])).toMatchObject({ byNotice: 1, byPolling: 0 });
});
