import { expect, it } from 'vitest';
import { readProgress } from '../../../operations/fetch/progress-lines.ts';

const lines = (...entries: object[]) => entries.map((entry) => JSON.stringify(entry));

it('keeps the ranges since the last beginning, for the identity that began', () => {
  const progress = readProgress(
    lines(
      { name: 'a', begin: 'old' },
      { name: 'a', range: 0, hash: 'x' },
      { name: 'a', begin: 'new', upload: 'u' },
      { name: 'a', range: 1, hash: 'y' },
      { name: 'b', range: 0, hash: 'z' },
    ),
  );
  expect(progress).toStrictEqual(
    new Map([['a', { identity: 'new', upload: 'u', hashes: new Map([[1, 'y']]) }]]),
  );
});

it('keeps the end of an output alone', () => {
  const progress = readProgress(
    lines({ name: 'a', begin: 'i' }, { name: 'a', done: 'i', size: 5, time: 1.5 }),
  );
  expect(progress.get('a')).toStrictEqual({
    identity: 'i',
    hashes: new Map(),
    done: { size: 5, time: 1.5 },
  });
});

it('leaves out what is torn, and nothing else', () => {
  const whole = lines({ name: 'a', begin: 'i' }, { name: 'a', range: 0, hash: 'x' });
  const progress = readProgress([whole[0]!, '{"name":"a","ran', '', whole[1]!]);

  expect([...progress.get('a')!.hashes]).toStrictEqual([[0, 'x']]);
});
