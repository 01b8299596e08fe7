import { describe, expect, it } from 'vitest';
import { answerQuestions } from '../../../operations/probe/answers.ts';
import type { Observations, ProbeNotice } from '../../../operations/probe/observations.ts';

const COMPLETED = '2026-11-28T04:00:00.000Z';

const aNotice = (via: 'job' | 'vault', publishedAt = '2026-11-28T04:00:00.130Z'): ProbeNotice => ({
  via,
  publishedAt,
  jobId: 'j',
});

const seen = (changes: Partial<Observations> = {}): Observations => ({
  end: { status: 'Succeeded', creationDate: '2026-11-28T00:00:00Z', completionDate: COMPLETED },
  notices: [aNotice('job'), aNotice('vault')],
  settleMs: 1000,
  isVaultNotified: true,
  listed: ['2026-11-28T00:00:00Z', '2026-11-27T00:00:00Z'],
  notFound: { job: 'no job', vault: 'no vault' },
  trail: { kind: 'absent', reason: 'no trail' },
  ...changes,
});

const answerOf = (question: string, changes: Partial<Observations>) =>
  answerQuestions(seen(changes)).find((one) => one.question.includes(question))?.answer;

describe('the answers of a probe', () => {
  it.each<[string, Partial<Observations>, string]>([
    ['inventory take', {}, 'Succeeded after 14400 s'],
    [
      'inventory take',
      { end: { status: 'Failed', creationDate: COMPLETED } },
      'Failed, without a completion date',
    ],
    ['condition key', {}, 'aws:SourceAccount'],
    ['condition key', { notices: [aNotice('vault')] }, 'not aws:SourceAccount'],
    ['condition key', { notices: [] }, 'unknown: no notice arrived'],
    ['notices take', {}, 'topic of the job: 0.13 s; topic of the vault: 0.13 s'],
    [
      'notices take',
      { notices: [], isVaultNotified: false },
      'topic of the job: none within 1 s; ',
    ],
    [
      'notices take',
      { end: { status: 'Failed', creationDate: COMPLETED } },
      'unknown: the job has no completion date',
    ],
    [
      'doubled',
      { notices: [aNotice('job'), aNotice('job')] },
      'topic of the job: 2 notices; topic',
    ],
    [
      'doubled',
      { isVaultNotified: false },
      '1 notice; the vault has no notification configuration',
    ],
    ['ListJobs', {}, 'newest first, among 2 jobs'],
    ['ListJobs', { listed: ['2026-11-27', '2026-11-28'] }, 'oldest first, among 2 jobs'],
    ['ListJobs', { listed: ['2026-11-27', '2026-11-28', '2026-11-26'] }, 'neither'],
    ['ListJobs', { listed: [COMPLETED] }, 'unknown: too few jobs (1)'],
    ['404 for a job', {}, 'no job'],
    ['404 for a vault', {}, 'no vault'],
    ['CloudTrail', {}, 'unknown: no trail'],
    [
      'CloudTrail',
      { trail: { kind: 'found', record: { a: '123', b: [{ c: null, d: 1 }], e: true } } },
      '{"a":"string","b":[{"c":"null","d":"number"}],"e":"boolean"}',
    ],
  ])('of %j by %j', (question, changes, answer) => {
    expect(answerOf(question, changes)).toContain(answer);
  });
});
