import { describe, expect, it } from 'vitest';
import {
  createAdaptiveLimit,
  NOT_ATTEMPTED,
} from '../../../lambdas/poller/calls/adaptive-limit.ts';
import { callError, inTime } from '../../support/polling.ts';

/** Makes N calls at once, and measures how many were under way together. */
const measure = async (
  limit: ReturnType<typeof createAdaptiveLimit>,
  calls: number,
  answer: (call: number) => Promise<string>,
) => {
  const run = limit.begin(inTime);
  let [inside, most, made] = [0, 0, 0];
  const call = async () => {
    inside += 1;
    made += 1;
    most = Math.max(most, inside);
    try {
      await Promise.resolve();
      return await answer(made);
    } finally {
      inside -= 1;
    }
  };
  const answers = await Promise.all(Array.from({ length: calls }, () => run.make(call)));
  return { answers, most, made, run };
};

const yes = () => Promise.resolve('yes');
const noWait = () => Promise.resolve();

describe('the adaptive limit', () => {
  it('lets sixteen calls be under way at once, and makes each of them once', async () => {
    const { answers, most, made } = await measure(createAdaptiveLimit(noWait), 100, yes);
    expect([most, made, answers.length]).toStrictEqual([16, 100, 100]);
  });

  it('halves once for calls that were refused together, and keeps that for the next run', async () => {
    const limit = createAdaptiveLimit(noWait);
    const refuseFirst = (made: number) =>
      made <= 4 ? Promise.reject(callError('busy')) : Promise.resolve('yes');
    const { answers } = await measure(limit, 8, refuseFirst);
    expect(answers).toStrictEqual(Array.from({ length: 8 }, () => 'yes'));
    expect((await measure(limit, 8, yes)).most).toBe(8);
    expect((await measure(limit, 300, yes)).most).toBe(16);
  });

  it('gives up after ten refusals in a row, and tries again in the next run', async () => {
    const limit = createAdaptiveLimit(noWait);
    const { answers, made, run } = await measure(limit, 50, () =>
      Promise.reject(callError('busy')),
    );
    expect(new Set(answers)).toStrictEqual(new Set([NOT_ATTEMPTED]));
    expect(made).toBeLessThanOrEqual(10 + 16);
    expect(run.isThrottled()).toBe(true);
    expect((await measure(limit, 1, yes)).answers).toStrictEqual(['yes']);
  });

  it('makes no call when the time is over', async () => {
    const run = createAdaptiveLimit(noWait).begin(() => true);
    expect(await run.make(() => Promise.reject(new Error('called')))).toBe(NOT_ATTEMPTED);
  });

  it('begins neither a pause nor another call when the time is over after a refusal', async () => {
    let isOver = false;
    const pauses: number[] = [];
    const limit = createAdaptiveLimit((ms) => Promise.resolve(void pauses.push(ms)));
    const run = limit.begin(() => isOver);
    let made = 0;
    const refuse = () => {
      made += 1;
      isOver = made === 2;
      return Promise.reject(callError('busy'));
    };
    expect(await run.make(refuse)).toBe(NOT_ATTEMPTED);
    expect([made, pauses]).toStrictEqual([2, [250]]);
  });

  it('passes other errors on, and makes room', async () => {
    const run = createAdaptiveLimit(noWait).begin(inTime);
    for (let call = 0; call < 20; call += 1) {
      await expect(run.make(() => Promise.reject(callError('denied')))).rejects.toThrow(/denied/);
    }
    expect(await run.make(yes)).toBe('yes');
  });
});
