import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installClock } from '../../../sandbox/time/install-clock.ts';
import { createVirtualClock, type VirtualClock } from '../../../sandbox/time/virtual-clock.ts';
import { runInVirtualTime } from '../../../sandbox/time/virtual-date.ts';

const DAY_MS = 86_400_000;
const realDate = Date;
let clock: VirtualClock;

beforeEach(() => {
  clock = createVirtualClock();
  clock.advance(DAY_MS);
});

afterEach(() => {
  globalThis.Date = realDate;
  realDate.prototype.constructor = realDate;
});

const expectVirtual = (reading: number) => {
  expect(Math.abs(reading - realDate.now() - DAY_MS)).toBeLessThan(DAY_MS / 2);
};

describe('an installed clock', () => {
  beforeEach(() => installClock(clock.buffer));

  it('returns the virtual present from every way to read it', () => {
    const present = new Date();
    expectVirtual(Date.now());
    expectVirtual(present.getTime());
    expectVirtual(Date.parse(Date()));
    expectVirtual(Reflect.construct(new Date().constructor, []).getTime());
  });

  it('follows later jumps', () => {
    const before = Date.now();
    clock.advance(DAY_MS);

    expect(Date.now()).toBeGreaterThanOrEqual(before + DAY_MS);
  });

  it('leaves given dates, parse and UTC alone', () => {
    expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
    expect(new Date('2026-03-14T09:26:53.589Z').getTime()).toBe(1_773_480_413_589);
    expect(new Date(2026, 2, 14).getMonth()).toBe(2);
    expect(new Date(undefined as unknown as number).getTime()).toBeNaN();
    expect(Date.parse('2026-03-14T00:00:00Z')).toBe(Date.UTC(2026, 2, 14));
  });

  it('keeps instances and subclasses', () => {
    class Birthday extends Date {
      age() {
        return 7;
      }
    }
    expect(new Date()).toBeInstanceOf(Date);
    expect(new Date()).toBeInstanceOf(realDate);
    expect(new Date().constructor).toBe(Date);
    expect(statSync('.').mtime).toBeInstanceOf(Date);
    expect(new Birthday()).toBeInstanceOf(Birthday);
    expect(new Birthday().age()).toBe(7);
    expectVirtual(new Birthday().getTime());
  });

  it('adds the offset once however often it is installed', () => {
    installClock(clock.buffer);
    installClock(clock.buffer);

    expectVirtual(Date.now());
  });

  it('leaves clocks that are made afterwards on their own time', () => {
    expect(Math.abs(createVirtualClock().now() - realDate.now())).toBeLessThan(DAY_MS / 2);
    expectVirtual(createVirtualClock(clock.buffer).now());
  });
});

describe('a call in virtual time', () => {
  it('sees the virtual time, which ends with the call', () => {
    expectVirtual(runInVirtualTime(clock.buffer, () => Date.now()));
    expect(Date).toBe(realDate);
  });

  it('ends also when the call throws', () => {
    const call = () => {
      throw new Error('refused');
    };
    expect(() => runInVirtualTime(clock.buffer, call)).toThrow('refused');
    expect(Date).toBe(realDate);
  });
});
