import { describe, expect, it } from 'vitest';
import { DEATHS, runScenario } from '../../bench/endpoint-isolation/run-scenario.ts';
import { runCrashes } from '../../bench/sender-crashes/run-crashes.ts';

describe('one endpoint dead, nine healthy', () => {
  const given = { events: 1000, perSecond: 20, copies: 50, seed: 7 };
  const without = runScenario({ ...given, death: 'none' });

  it('holds the healthy ones up once, by half the timeout, when it hangs later', async () => {
    const base = await without;
    const result = await runScenario({ ...given, death: 'hangs-later' });
    expect(result.p50Ms).toBeLessThanOrEqual(1.5 * base.p50Ms);
    expect(result.maxMs).toBeLessThanOrEqual(10_000);
    expect(result.attemptsAtDead).toBeLessThan(100);
    expect(result.missing).toBe(0);
  });

  const others = DEATHS.slice(1).filter((death) => death !== 'hangs-later');
  it.each(others)('costs the healthy ones next to nothing: it %s', async (death) => {
    const base = await without;
    const { p95Ms, attemptsAtDead, missing, parked } = await runScenario({ ...given, death });
    expect(p95Ms).toBeLessThanOrEqual(1.5 * base.p95Ms);
    expect(attemptsAtDead).toBeLessThan(100);
    expect(parked).toBeGreaterThan(500);
    expect(missing).toBe(0);
  });
});

it('senders killed in the middle of what they do lose nothing and alter nothing', async () => {
  const result = await runCrashes({
    deliveries: 1000,
    kills: 100,
    copies: 5,
    failures: 0.1,
    seed: 3,
  });
  expect(result).toMatchObject({ kills: 100, missing: 0, altered: 0, deadLetters: 0 });
  expect(result.repeats).toBeGreaterThan(0);
});
