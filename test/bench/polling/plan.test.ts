import { describe, expect, it } from 'vitest';
import { DEFAULT_POLLING } from '../../../bench/polling/models/default-polling.ts';
import { drawJobs } from '../../../bench/polling/models/draw-jobs.ts';
import { fitWindow } from '../../../bench/polling/models/fit-window.ts';
import { BEFORE, NOW } from '../../../bench/polling/models/plan-policy.ts';
import { EARLIER } from '../../../bench/polling/models/published.ts';
import { judgePlan, laterJobs } from '../../../bench/polling/tables/compare-plan.ts';

const GUESSED = { tier: 'Standard', count: 50_000, loss: 1, overMinutes: 1440, seed: 1 } as const;

it('deploys the window that fits the earlier published durations', () => {
  expect(fitWindow(EARLIER)).toStrictEqual(DEFAULT_POLLING.Standard);
  expect(DEFAULT_POLLING.Inventory).toStrictEqual(DEFAULT_POLLING.Standard);
});

it('finds jobs like the later published ones with 3 polls, and 12 minutes at p95', () => {
  const { polls, delays } = judgePlan(NOW, laterJobs());
  expect(polls).toBeLessThanOrEqual(3);
  expect(delays[1]).toBeLessThanOrEqual(12);
});

describe.each(['inside-window', 'uniform', 'heavy-tail'] as const)('on the guess %s', (model) => {
  it('finds jobs within 35 minutes at p95, with fewer polls than before', () => {
    const jobs = drawJobs({ ...GUESSED, model });
    const { polls, delays } = judgePlan(NOW, jobs);
    expect(delays[1]).toBeLessThanOrEqual(35);
    expect(polls).toBeLessThan(judgePlan(BEFORE, jobs).polls);
  });
});
