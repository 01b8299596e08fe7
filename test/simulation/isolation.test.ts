import { describe, expect, it } from 'vitest';
import { DEATHS, runScenario } from './run-isolation.ts';

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
