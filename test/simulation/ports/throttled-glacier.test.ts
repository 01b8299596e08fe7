import { expect, it } from 'vitest';
import { createGlacier } from '../../../simulation/ports/glacier.ts';
import { createThrottle } from '../../../simulation/ports/throttled-glacier.ts';

const AT = '2026-03-14T00:00:00.000Z';
const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';

it('admits its number of calls at once and each second, from all Glaciers behind it', () => {
  const outcomes: string[] = [];
  const throttle = createThrottle(2, (outcome) => void outcomes.push(outcome));
  const [one, other] = [throttle(createGlacier([vaultArn])), throttle(createGlacier([vaultArn]))];
  const ask = (glacier: typeof one, now: number) => () => glacier.list({ vaultArn }, now, AT);

  expect(ask(one, 0)()).toMatchObject({ kind: 'page' });
  expect(other.describe({ vaultArn, jobId: 'j' }, 0, AT)).toStrictEqual({ kind: 'job-not-found' });
  expect(ask(one, 499)).toThrow('too many requests');
  expect(ask(one, 500)()).toMatchObject({ kind: 'page' });
  expect(ask(other, 10_500)()).toMatchObject({ kind: 'page' });
  expect(ask(other, 10_500)()).toMatchObject({ kind: 'page' });
  expect(ask(other, 10_500)).toThrow('too many requests');
  expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(2);
});
