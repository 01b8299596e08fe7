import { expect, it } from 'vitest';
import {
  createGlacier,
  KEPT_MS,
  type ListOrder,
  type SimulatedGlacier,
} from '../../../simulation/ports/glacier.ts';

const AT = '2026-03-14T00:00:00.000Z';
const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
const START_MS = Date.parse(AT);
const jobAt = (minute: number) => ({
  vaultArn,
  jobId: `job-${minute}`,
  tier: 'Standard' as const,
  createdAt: START_MS + minute * 60_000,
  completedAt: START_MS + 300 * 60_000,
  outcome: 'Succeeded' as const,
});

/** The ids that a list gives, page by page. */
const listAll = (glacier: SimulatedGlacier, now: number): string[][] => {
  const pages: string[][] = [];
  let marker: string | undefined;
  do {
    const page = glacier.list({ vaultArn, marker }, now, AT);
    if (page.kind !== 'page') throw new Error(page.kind);
    pages.push(page.jobs.map(({ key }) => key.jobId));
    marker = page.next;
  } while (marker !== undefined);
  return pages;
};

it.each<[ListOrder, (ids: string[]) => string[]]>([
  ['oldest-first', (ids) => ids],
  ['newest-first', (ids) => ids.toReversed()],
])('lists each job once, %s, 50 a page', (order, arrange) => {
  const glacier = createGlacier([vaultArn], { order });
  const jobs = Array.from({ length: 120 }, (_, minute) => jobAt(minute));
  for (const job of jobs.toReversed()) glacier.start(job);
  const pages = listAll(glacier, START_MS + 200 * 60_000);
  expect(pages.map(({ length }) => length)).toStrictEqual([50, 50, 20]);
  expect(pages.flat()).toStrictEqual(arrange(jobs.map(({ jobId }) => jobId)));
});

it.each([
  ['as usual', undefined, KEPT_MS],
  ['as is given', 1000, 1000],
])('forgets a job after its completion, %s', (_, keptMs, expected) => {
  const glacier = createGlacier([vaultArn], keptMs === undefined ? {} : { keptMs });
  const job = jobAt(0);
  glacier.start(job);
  const kinds = [-1, 0].map(
    (ms) => glacier.describe(job, job.completedAt + expected + ms, AT).kind,
  );
  expect(kinds).toStrictEqual(['seen', 'job-not-found']);
});
