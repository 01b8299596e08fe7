import { expect, it } from 'vitest';
import { selfCommand } from '../../../operations/shell-command.ts';

it.each([
  [['photos', 'abc_-.'], 'photos abc_-. --stack S'],
  [['photos', '-abc'], '--stack S -- photos -abc'],
  [["it's", 'a b'], String.raw`'it'\''s' 'a b' --stack S`],
])('writes a command with %j for a shell', (operands, text) => {
  const command = selfCommand(['jobs', 'collect'], { selfOptions: '--stack S' }, operands);
  expect(command).toBe(`glacier-jobs jobs collect ${text}`);
});

it('leaves out options that are not needed', () => {
  expect(selfCommand(['notices', 'list'], { selfOptions: '' })).toBe('glacier-jobs notices list');
});
