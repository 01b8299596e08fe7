import { expect, it } from 'vitest';
import { selfCommand } from '../../../operations/shell-command.ts';

it.each([
  [['photos', 'abc_-.'], 'photos abc_-. --stack S'],
  [['photos', '-abc'], '--stack S -- photos -abc'],
  [["it's", 'a b'], String.raw`'it'\''s' 'a b' --stack S`],
])('writes a command with %j for a shell', (operands, text) => {
  const scope = { commandName: 'npx glacier-jobs', selfOptions: '--stack S' };
  const command = selfCommand(['jobs', 'collect'], scope, operands);
  expect(command).toBe(`npx glacier-jobs jobs collect ${text}`);
});

it('leaves out options that are not needed', () => {
  const scope = { commandName: 'glacier-jobs', selfOptions: '' };
  expect(selfCommand(['notices', 'list'], scope)).toBe('glacier-jobs notices list');
});
