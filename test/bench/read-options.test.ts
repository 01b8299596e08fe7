import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { pickNamed } from '../../bench/read-options.ts';

const PARTS = [{ name: 'notices' }, { name: 'delays' }, { name: 'cost' }];

describe('pickNamed', () => {
  it('picks what is named, in the order of the parts', () => {
    expect(pickNamed(PARTS, 'cost,notices')).toStrictEqual([PARTS[0], PARTS[2]]);
    expect(pickNamed(PARTS, undefined)).toStrictEqual(PARTS);
  });

  it('names what there is not, and what there is', () => {
    expect(() => pickNamed(PARTS, 'cost,costs')).toThrow(
      '--only costs: there are only notices, delays, cost',
    );
  });
});

it.each([
  ['bench/report/main.ts', ['--only', 'costs'], '--only costs: there are only'],
  ['bench/polling/main.ts', ['--only', 'costs'], '--only costs: there are only'],
  ['bench/webhooks/main.ts', ['--round', '3'], "Unknown option '--round'"],
  ['bench/notices/main.ts', ['some'], 'some is not a whole number from 1 on'],
])('%s measures nothing when it does not understand %j', (script, args, problem) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
  });
  expect([status, stdout]).toStrictEqual([2, '']);
  expect(stderr).toContain(problem);
});
